package dev.loadstone.runner.http;

import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Target.Connections;
import dev.loadstone.protocol.Target.Connections.Mode;
import dev.loadstone.protocol.Target.HttpVersion;
import dev.loadstone.protocol.Target.Tls;
import java.util.List;

/** Targets on loopback that differ in one thing each. */
final class Targets {
    private static final long MOST_BYTES = 100_000;

    private Targets() {}

    static Target http(int port) {
        return of("http", port, HttpVersion.HTTP_1, Tls.DEFAULT, Connections.DEFAULT);
    }

    static Target of(String scheme, int port, HttpVersion version, Tls tls, Connections connections) {
        return of(scheme, port, version, tls, connections, 10_000);
    }

    static Target connectedWithin(long millis, int port, HttpVersion version) {
        return of("http", port, version, Tls.DEFAULT, Connections.DEFAULT, millis);
    }

    private static Target of(
            String scheme, int port, HttpVersion version, Tls tls, Connections connections, long connectMillis) {
        return new Target(
                "",
                scheme,
                "127.0.0.1",
                port,
                "",
                connectMillis,
                20_000,
                List.of(),
                version,
                tls,
                connections,
                null,
                List.of(),
                false,
                MOST_BYTES,
                0);
    }

    static Target http(int port, Connections connections) {
        return of("http", port, HttpVersion.HTTP_1, Tls.DEFAULT, connections);
    }

    static Target http2(int port) {
        return of("http", port, HttpVersion.HTTP_2, Tls.DEFAULT, Connections.DEFAULT);
    }

    static Connections mode(Mode mode) {
        return new Connections(mode, 0, true, 0, 0, 0, 0);
    }

    static Connections most(Mode mode, int max) {
        return new Connections(mode, max, true, 0, 0, 0, 0);
    }
}
