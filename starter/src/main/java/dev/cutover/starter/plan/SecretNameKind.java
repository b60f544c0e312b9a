package dev.cutover.starter.plan;

import dev.cutover.contract.Hook;

/** The name of an environment variable that a worker may read for a plan. What stands in its place may be the secret itself: it is not repeated. */
record SecretNameKind() implements ScalarKind<String> {

    static final String PATTERN = Hook.SECRET + "[A-Z0-9_]{1,100}";

    @Override
    public String words() {
        return "environment variable, " + Secrets.EXAMPLE;
    }

    @Override
    public String parse(Node.Text text, String written, Problems problems) {
        String value = text.value();
        if (value.matches(PATTERN)) {
            return value;
        }
        // Only what cannot be anything but a variable's name.
        boolean otherName = value.matches("[A-Z]{2,20}(_[A-Z]{1,20}){1,4}");
        problems.add(
                text.place(),
                "'" + written + "' must be the name of an environment variable that begins with " + Hook.SECRET
                        + ": no other variable of the worker is ever read for a plan",
                otherName
                        ? "call it " + Hook.SECRET + value
                        : "put the secret into a variable of the worker, and name that: " + Hook.SECRET
                                + "NAME, in capitals, digits and '_'");
        return null;
    }
}
