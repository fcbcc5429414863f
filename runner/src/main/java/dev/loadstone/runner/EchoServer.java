package dev.loadstone.runner;

import dev.loadstone.runner.http.Http2Echo;
import dev.loadstone.runner.http.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ReflectiveChannelFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A server on loopback that answers whatever comes: what a runner warms up against, so that no target sees it. */
final class EchoServer implements AutoCloseable {
    private static final ByteBuf ANSWER = Unpooled.unreleasableBuffer(Unpooled.directBuffer()
            .writeBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                    .getBytes(StandardCharsets.US_ASCII)));

    private final EventLoopGroup group;
    private final Channel channel;

    EchoServer(Transport transport) {
        group = transport.loops(1, "echo");
        channel = new ServerBootstrap()
                .group(group)
                .channelFactory(new ReflectiveChannelFactory<>(transport.serverSocket()))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline().addLast(new Answering());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** A read that fits no request's end is answered too: nobody measures this. */
    private static final class Answering extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var in = (ByteBuf) message;
            if (Http2Echo.isBegunBy(in)) {
                context.pipeline().replace(this, null, new Http2Echo()).fireChannelRead(in);
                return;
            }
            in.release();
            context.writeAndFlush(ANSWER.duplicate(), context.voidPromise());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
