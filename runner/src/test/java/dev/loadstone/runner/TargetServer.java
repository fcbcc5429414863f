package dev.loadstone.runner;

import dev.loadstone.runner.http.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ReflectiveChannelFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A server on loopback that answers requests without a body as a test wants it, well or badly, and counts them. */
final class TargetServer implements AutoCloseable {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    /** What the server does with the n-th request, counted from 1; it runs on the server's only thread. */
    @FunctionalInterface
    interface Answering {
        void answer(ChannelHandlerContext to, long n);
    }

    private final EventLoopGroup group;
    private final Channel channel;
    private final AtomicLong requests = new AtomicLong();

    TargetServer(Answering answering) {
        this(Transport.best().loops(1, "target"), answering);
    }

    /** @param group of one thread, which ends with the server */
    TargetServer(EventLoopGroup group, Answering answering) {
        this.group = group;
        channel = new ServerBootstrap()
                .group(group)
                .channelFactory(new ReflectiveChannelFactory<>(Transport.best().serverSocket()))
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline().addLast(new Requests(answering));
                    }
                })
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .syncUninterruptibly()
                .channel();
    }

    static TargetServer saying(String response) {
        byte[] bytes = response.getBytes(StandardCharsets.ISO_8859_1);
        return new TargetServer((to, n) -> to.writeAndFlush(Unpooled.wrappedBuffer(bytes)));
    }

    static void say(ChannelHandlerContext to, String text) {
        to.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    long requests() {
        return requests.get();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Finds the empty lines at which requests end. */
    private final class Requests extends ChannelInboundHandlerAdapter {
        private final Answering answering;
        private int matched;

        Requests(Answering answering) {
            this.answering = answering;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var in = (ByteBuf) message;
            try {
                while (in.isReadable()) {
                    matched = in.readByte() == "\r\n\r\n".charAt(matched) ? matched + 1 : 0;
                    if (matched == 4) {
                        matched = 0;
                        answering.answer(context, requests.incrementAndGet());
                    }
                }
            } finally {
                in.release();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
