package dev.cutover.starter.plan;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** An address that a worker calls. It is never repeated in a message: what is wrong with it may be the secret in it. */
record UrlKind(String from) implements ScalarKind<String> {

    private static final int MOST = 1_000;

    @Override
    public String words() {
        return "https URL, or http to this machine";
    }

    @Override
    public String parse(Node.Text text, String written, Problems problems) {
        String value = text.value();
        URI url = parsed(value);
        if (url == null || url.getHost() == null || value.length() > MOST) {
            problems.add(
                    text.place(),
                    "'" + written + "' must be a URL such as https://hooks.example.com/freeze, at most " + MOST
                            + " characters",
                    null);
            return null;
        }
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getRawUserInfo() != null) {
            return refused(text, "'" + written + "' has a user name or password in it", problems);
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && isThisMachine(url.getHost()))) {
            problems.add(
                    text.place(),
                    "'" + written + "' must begin with https://; plain http goes to this machine only",
                    scheme.equals("http") ? "write https://" : null);
            return null;
        }
        if (Secrets.inQuery(url.getRawQuery())) {
            return refused(text, "'" + written + "' seems to have a secret in it", problems);
        }
        return value;
    }

    private String refused(Node.Text text, String message, Problems problems) {
        problems.add(text.place(), message, "use " + from + ": " + Secrets.EXAMPLE);
        return null;
    }

    private static URI parsed(String value) {
        try {
            URI url = new URI(value);
            return url.isAbsolute() && value.chars().allMatch(character -> character > ' ' && character < 0x7F)
                    ? url
                    : null;
        } catch (URISyntaxException none) {
            return null;
        }
    }

    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
