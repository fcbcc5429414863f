package dev.loadstone.runner.scenario.cookie;

/**
 * A cookie that is kept.
 *
 * @param path in which each character is a byte
 * @param hostOnly it goes back to this very host alone, not to those below it
 * @param age the older the smaller
 * @param pair as it is sent: {@code name=value}
 */
record Cookie(
        String name,
        String domain,
        boolean hostOnly,
        String path,
        boolean secure,
        long endMillis,
        long age,
        byte[] pair) {
    boolean isOver(long nowMillis) {
        return endMillis <= nowMillis;
    }

    /** Whether it takes the place of the other. */
    boolean replaces(Cookie other) {
        return name.equals(other.name) && domain.equals(other.domain) && path.equals(other.path);
    }

    Cookie withAge(long age) {
        return new Cookie(name, domain, hostOnly, path, secure, endMillis, age, pair);
    }

    boolean goesTo(String host, boolean tls, byte[] uri, int length) {
        return (tls || !secure) && (hostOnly ? domain.equals(host) : belongs(host, domain)) && covers(uri, length);
    }

    /** Whether the host is in the domain (RFC 6265, 5.1.3). */
    static boolean belongs(String host, String domain) {
        if (host.equals(domain)) {
            return true;
        }
        return host.endsWith(domain) && host.charAt(host.length() - domain.length() - 1) == '.' && !isAddress(host);
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    /** Whether the path of the URI is this one or lies below it (RFC 6265, 5.1.4). */
    private boolean covers(byte[] uri, int length) {
        int own = path.length();
        if (length < own) {
            return false;
        }
        for (int i = 0; i < own; i++) {
            if (uri[i] != (byte) path.charAt(i)) {
                return false;
            }
        }
        return length == own || path.endsWith("/") || uri[own] == '/';
    }
}
