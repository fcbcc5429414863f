package dev.loadstone.runner.http;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProtocols;
import io.netty.handler.ssl.SslProvider;

/**
 * Who does the cryptography of TLS: BoringSSL where its native library loads, else the JDK. A request over HTTP/1.1 costs
 * 7.7 us of CPU with it and 9.1 with the JDK. More telling are the first seconds: the JDK's ciphers and curves are Java, which
 * has to be compiled. In its first second a cold JVM did thousands of requests against one or two, and ten seconds into a storm
 * of handshakes one cost 1 ms against 5.
 */
final class TlsEngine {
    /** What the JDK offers too, so that a handshake means the same work to a server whichever engine this is. */
    private static final String[] GROUPS = {"x25519", "secp256r1", "secp384r1", "secp521r1"};

    private TlsEngine() {}

    static boolean isNative() {
        return OpenSsl.isAvailable();
    }

    static SslContextBuilder client() {
        var builder = SslContextBuilder.forClient().protocols(SslProtocols.TLS_v1_3, SslProtocols.TLS_v1_2);
        if (!isNative()) {
            return builder.sslProvider(SslProvider.JDK);
        }
        // Its engines are released with their channels: those that are not would each wait for a finalizer.
        return builder.sslProvider(SslProvider.OPENSSL_REFCNT).option(OpenSslContextOption.GROUPS, GROUPS);
    }
}
