package dev.cutover.activities;

import okhttp3.HttpUrl;

/** An address that a plan gives. What follows its host may be a secret: only scheme, host and port are told. */
record Address(HttpUrl url) {

    /** A longer one is no address, but a document. */
    private static final int LONGEST_LOCATION = 2_000;

    /**
     * Reads what stands in the plan, or in the variable that the plan names.
     *
     * @throws NotDone when it is none that anything may be sent to
     */
    static Address of(String url, String urlFrom, Secrets secrets) throws NotDone {
        String name = urlFrom == null ? "the address in the plan" : urlFrom;
        if (url == null && urlFrom == null) {
            throw NotDone.refused("the plan gives no address: give url or urlFrom");
        }
        HttpUrl parsed = HttpUrl.parse(urlFrom == null ? url.strip() : secrets.valueOf(urlFrom));
        if (parsed == null) {
            throw NotDone.refused(name + " is no address of http or https: give one such as https://HOST/PATH");
        }
        if (!parsed.username().isEmpty() || !parsed.password().isEmpty()) {
            throw NotDone.refused(name + " has a user or a password in it: give them in a header, with valueFrom");
        }
        if (!parsed.isHttps() && !isLoopback(parsed.host())) {
            throw NotDone.refused(name + " is plain http to another machine (" + parsed.host()
                    + "): give https; http only goes to 127.0.0.1, ::1 and localhost");
        }
        return new Address(parsed);
    }

    /** Whether it is this machine without any look-up that could be answered from outside; OkHttp spells a host in one way only. */
    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }

    /**
     * Where the answer says to ask later: a {@code Location}, perhaps relative.
     *
     * @throws NotDone when it leads elsewhere: headers with secrets go along
     */
    Address at(String location) throws NotDone {
        HttpUrl there = location.length() > LONGEST_LOCATION ? null : url.resolve(location);
        if (there == null) {
            throw NotDone.refused(told() + " answers 202 with a Location that is no address");
        }
        boolean isSameOrigin =
                there.scheme().equals(url.scheme()) && there.host().equals(url.host()) && there.port() == url.port();
        if (!isSameOrigin) {
            throw NotDone.refused(told() + " answers 202 with a Location on another host (" + new Address(there).told()
                    + "), and is not followed there: it has to stay on the same one");
        }
        return new Address(there);
    }

    /** Without anything that may be a secret. */
    String told() {
        HttpUrl root = new HttpUrl.Builder()
                .scheme(url.scheme())
                .host(url.host())
                .port(url.port())
                .build();
        return root.toString().replaceFirst("/$", "");
    }

    @Override
    public String toString() {
        return told();
    }
}
