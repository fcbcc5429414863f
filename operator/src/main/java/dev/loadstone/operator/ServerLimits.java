package dev.loadstone.operator;

/** Limits of the JDK's HTTP server, which reads them as system properties when it is first used. */
final class ServerLimits {
    private static final String PREFIX = "sun.net.httpserver.";

    private ServerLimits() {}

    static void set() {
        limit(PREFIX + "nodelay", "true");
        // Each runner keeps one connection open.
        limit(PREFIX + "maxIdleConnections", "4096");
        limit("jdk.httpserver.maxConnections", "8192");
        limit(PREFIX + "idleInterval", "30");
        // Seconds for a request to come in whole, and for its answer to be taken.
        limit(PREFIX + "maxReqTime", "15");
        limit(PREFIX + "maxRspTime", "15");
        limit(PREFIX + "maxReqHeaders", "50");
        limit(PREFIX + "maxReqHeaderSize", "32768");
    }

    private static void limit(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
