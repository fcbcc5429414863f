package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;

/**
 * Where the requests go.
 *
 * @param scheme http or https
 * @param basePath put before every path; empty, or starts with a slash and does not end with one
 */
public record Target(
        String scheme, String host, int port, String basePath, long connectTimeoutMillis, long requestTimeoutMillis) {

    public Target {
        Objects.requireNonNull(basePath, "basePath is null");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("scheme is neither http nor https: " + scheme);
        }
        if (host.isEmpty() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("no address: " + host + ":" + port);
        }
        if (connectTimeoutMillis < 1 || requestTimeoutMillis < 1) {
            throw new IllegalArgumentException("a timeout is at least 1 ms");
        }
    }

    @JsonIgnore
    public boolean isTls() {
        return scheme.equals("https");
    }

    /** The value of the Host header: the port is left out where it is the scheme's own. */
    @JsonIgnore
    public String authority() {
        String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (isTls() ? 443 : 80) ? literal : literal + ":" + port;
    }
}
