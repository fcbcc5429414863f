package dev.loadstone.runner.scenario.origin;

import dev.loadstone.protocol.Target;
import java.util.Locale;

/** What a target is told apart by, in redirects and for cookies: scheme, host in lower case, and port. */
public record Origin(boolean tls, String host, int port) {
    static Origin of(Target target) {
        return new Origin(target.isTls(), target.host().toLowerCase(Locale.ROOT), target.port());
    }

    String scheme() {
        return tls ? "https" : "http";
    }
}
