package dev.loadstone.runner;

import dev.loadstone.runner.http.Http2Echo;
import dev.loadstone.runner.http.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A server on loopback that answers whatever comes: what a runner warms up against, so that no target sees it. */
final class EchoServer implements AutoCloseable {
    private static final ApplicationProtocolConfig PROTOCOLS = new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_2,
            ApplicationProtocolNames.HTTP_1_1);

    private final Answers answers;
    private final Likeness likeness;
    private final @Nullable SslContext tls;
    private final EventLoopGroup group;
    private final Channel channel;

    /** @param speaksTls where a client does; else it takes only what is in the clear, and needs no key */
    EchoServer(Transport transport, Likeness likeness, boolean speaksTls) {
        this.likeness = likeness;
        answers = new Answers(likeness);
        tls = speaksTls ? tls() : null;
        group = transport.loops(1, "echo");
        channel = new ServerBootstrap()
                .group(group)
                .channelFactory(new ReflectiveChannelFactory<>(transport.serverSocket()))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        if (tls != null) {
                            accepted.pipeline().addLast(new OptionalSslHandler(tls));
                        }
                        accepted.pipeline().addLast(new Answering());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    private static SslContext tls() {
        try {
            SelfSigned own = SelfSigned.make();
            return SslContextBuilder.forServer(own.key(), own.certificate())
                    .sslProvider(SslProvider.JDK)
                    .applicationProtocolConfig(PROTOCOLS)
                    .build();
        } catch (GeneralSecurityException | SSLException e) {
            throw new IllegalStateException("no certificate can be made", e);
        }
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** A read that fits no request's end is answered too: nobody measures this. */
    private final class Answering extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var in = (ByteBuf) message;
            if (Http2Echo.isBegunBy(in)) {
                var http2 = new Http2Echo(likeness.headers(), likeness.body());
                context.pipeline().replace(this, null, http2);
                http2.channelRead(context.pipeline().context(http2), in);
                return;
            }
            in.release();
            context.writeAndFlush(answers.next(), context.voidPromise());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
