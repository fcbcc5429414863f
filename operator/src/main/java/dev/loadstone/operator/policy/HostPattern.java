package dev.loadstone.operator.policy;

import java.util.Locale;

/** A host, or all hosts below a domain: {@code *.example.com}. */
record HostPattern(String pattern) {
    private static final String ANY = "*.";

    HostPattern {
        pattern = plain(pattern);
    }

    /** A host without a dot is a Service of the namespace to the name server that runners ask. */
    static String meant(String host, String namespace) {
        String plain = plain(host);
        return plain.indexOf('.') < 0 && plain.indexOf(':') < 0 ? plain + "." + namespace + ".svc" : plain;
    }

    boolean matches(String host) {
        return pattern.startsWith(ANY)
                ? plain(host).endsWith(pattern.substring(1))
                : plain(host).equals(pattern);
    }

    private static String plain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
