package dev.loadstone.runner.http;

import dev.loadstone.protocol.Target;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayInputStream;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/**
 * How a target is trusted, and how this client shows who it is.
 *
 * @param peer what the server's certificate must be for, and what the handshake says is looked for
 */
record ClientTls(SslContext context, String peer, int port, long timeoutMillis) implements AutoCloseable {

    static ClientTls of(Target target, Function<String, byte[]> files) {
        Target.Tls tls = target.tls();
        try {
            String peer = tls.serverName() == null ? target.host() : tls.serverName();
            return new ClientTls(context(target, tls, files), peer, target.port(), target.connectTimeoutMillis());
        } catch (SSLException | IllegalArgumentException e) {
            String name = target.name().isEmpty() ? "the target" : "target " + target.name();
            throw new IllegalArgumentException("TLS of " + name + ": " + reason(e), e);
        }
    }

    /** Netty says of what it could not read only which argument that was; the cause says why. */
    private static String reason(Throwable cause) {
        return cause.getCause() == null ? "" + cause.getMessage() : cause.getMessage() + " " + reason(cause.getCause());
    }

    private static SslContext context(Target target, Target.Tls tls, Function<String, byte[]> files)
            throws SSLException {
        SslContextBuilder builder = TlsEngine.client()
                .endpointIdentificationAlgorithm(tls.insecure() ? "" : "HTTPS")
                .applicationProtocolConfig(protocols(target.protocol()));
        if (tls.insecure()) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
        } else if (tls.ca() != null) {
            builder.trustManager(new ByteArrayInputStream(files.apply(tls.ca())));
        }
        if (tls.certificate() != null && tls.key() != null) {
            builder.keyManager(
                    new ByteArrayInputStream(files.apply(tls.certificate())),
                    new ByteArrayInputStream(KeyPem.toPkcs8(files.apply(tls.key()))));
        }
        return builder.build();
    }

    private static ApplicationProtocolConfig protocols(Target.HttpVersion version) {
        return switch (version) {
            case HTTP_1 -> ApplicationProtocolConfig.DISABLED;
            case HTTP_2 -> offering(ApplicationProtocolNames.HTTP_2);
            case AUTO -> offering(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);
        };
    }

    private static ApplicationProtocolConfig offering(String... protocols) {
        return new ApplicationProtocolConfig(
                Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT, protocols);
    }

    SslHandler handler(ByteBufAllocator allocator) {
        SslHandler handler = context.newHandler(allocator, peer, port);
        handler.setHandshakeTimeoutMillis(timeoutMillis);
        return handler;
    }

    /** Connections that are open keep what they need of it. */
    @Override
    public void close() {
        ReferenceCountUtil.release(context);
    }
}
