package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where requests go, and how.
 *
 * @param name what requests call it; empty for the one that they go to by default
 * @param scheme http or https
 * @param basePath put before every path; empty, or starts with a slash and does not end with one
 * @param headers sent with every request that does not have a header of that name itself
 * @param tls how an https target is trusted
 * @param compressions what responses may be encoded with, in the order of preference; empty for none
 * @param cookies whether each user keeps a jar
 * @param maxResponseBytes a longer body, as it comes over the wire or decoded, is an error of class body
 * @param followRedirects hops that a request follows at most; 0 where a redirect is the response
 */
public record Target(
        String name,
        String scheme,
        String host,
        int port,
        String basePath,
        long connectTimeoutMillis,
        long requestTimeoutMillis,
        List<HttpStep.Header> headers,
        HttpVersion protocol,
        Tls tls,
        Connections connections,
        Dns dns,
        List<Compression> compressions,
        Boolean cookies,
        Long maxResponseBytes,
        Integer followRedirects) {

    private static final long DEFAULT_MAX_RESPONSE_BYTES = 64L << 20;

    @JsonCreator
    public Target {
        name = name == null ? "" : name;
        headers = headers == null ? List.of() : List.copyOf(headers);
        protocol = protocol == null ? HttpVersion.HTTP_1 : protocol;
        tls = tls == null ? Tls.DEFAULT : tls;
        connections = connections == null ? Connections.DEFAULT : connections;
        dns = dns == null ? Dns.DEFAULT : dns;
        compressions = compressions == null ? List.of() : List.copyOf(compressions);
        cookies = cookies != null && cookies;
        maxResponseBytes = maxResponseBytes == null ? DEFAULT_MAX_RESPONSE_BYTES : maxResponseBytes;
        followRedirects = followRedirects == null ? 0 : followRedirects;
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
        if (maxResponseBytes < 1 || followRedirects < 0) {
            throw new IllegalArgumentException("a limit of responses is below what makes sense");
        }
    }

    /** A target that requests go to by default, with nothing said but its address and its timeouts. */
    public Target(
            String scheme,
            String host,
            int port,
            String basePath,
            long connectTimeoutMillis,
            long requestTimeoutMillis) {
        this(
                "",
                scheme,
                host,
                port,
                basePath,
                connectTimeoutMillis,
                requestTimeoutMillis,
                List.of(),
                HttpVersion.HTTP_1,
                Tls.DEFAULT,
                Connections.DEFAULT,
                Dns.DEFAULT,
                List.of(),
                false,
                DEFAULT_MAX_RESPONSE_BYTES,
                0);
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

    /** How requests are put on the wire. */
    public enum HttpVersion {
        /** HTTP/1.1. */
        HTTP_1,
        /** HTTP/2, by prior knowledge where there is no TLS. */
        HTTP_2,
        /** What the server prefers by ALPN; HTTP/1.1 where there is no TLS. */
        AUTO
    }

    /** A coding of response bodies that is asked for, and undone. */
    public enum Compression {
        GZIP,
        BROTLI
    }

    /**
     * How the server is trusted, and how the client shows who it is.
     *
     * @param ca name of the plan's file with the authorities that are trusted, in PEM; null for the public ones
     * @param certificate name of the file with the client's certificate chain, in PEM; null for none
     * @param key name of the file with its key
     * @param serverName sent as SNI, and what the certificate must be for; null for the target's host
     * @param insecure any certificate will do
     */
    public record Tls(
            @Nullable String ca,
            @Nullable String certificate,
            @Nullable String key,
            @Nullable String serverName,
            boolean insecure) {
        /** The public authorities, and no client certificate. */
        public static final Tls DEFAULT = new Tls(null, null, null, null, false);

        public Tls {
            if ((certificate == null) != (key == null)) {
                throw new IllegalArgumentException("a client certificate and its key go together");
            }
        }
    }

    /**
     * How connections are kept.
     *
     * @param max over all runners; requests beyond wait for one. 0 for no limit
     * @param keepAlive false: the connection closes after each response
     * @param maxRequests that a connection carries before it is closed; 0 for no limit
     * @param maxAgeMillis after which a connection takes no further request; 0 for no limit
     * @param idleMillis after which an unused connection takes no further request; 0 for no limit
     * @param preconnect connections opened before the start, over all runners
     */
    public record Connections(
            Mode mode,
            int max,
            boolean keepAlive,
            int maxRequests,
            long maxAgeMillis,
            long idleMillis,
            int preconnect) {
        /** Shared by all users, as many as it takes. */
        public static final Connections DEFAULT = new Connections(Mode.SHARED, 0, true, 0, 0, 0, 0);

        public Connections {
            mode = mode == null ? Mode.SHARED : mode;
            if (max < 0 || maxRequests < 0 || maxAgeMillis < 0 || idleMillis < 0 || preconnect < 0) {
                throw new IllegalArgumentException("a limit of connections is negative");
            }
        }

        /** Who uses a connection again. */
        public enum Mode {
            /** Any user of the same event loop. */
            SHARED,
            /** The user who opened it, for as long as the user is at work. */
            PER_USER,
            /** Nobody. */
            PER_REQUEST
        }
    }

    /**
     * How the host's name becomes addresses.
     *
     * @param refreshMillis after which it is asked for again
     * @param balance how new connections are spread over its addresses
     */
    public record Dns(long refreshMillis, Balance balance) {
        /** Every five seconds, and all addresses. */
        public static final Dns DEFAULT = new Dns(5000, Balance.ROUND_ROBIN);

        public Dns {
            balance = balance == null ? Balance.ROUND_ROBIN : balance;
            if (refreshMillis < 0) {
                throw new IllegalArgumentException("refreshMillis is negative: " + refreshMillis);
            }
        }

        /** Which of several addresses a new connection takes. */
        public enum Balance {
            /** One after the other. */
            ROUND_ROBIN,
            /** The first. */
            FIRST
        }
    }
}
