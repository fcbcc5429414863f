package dev.loadstone.runner;

import dev.loadstone.runner.http.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ReflectiveChannelFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A server on loopback that answers requests without a body by their paths, and counts them by those. */
final class PathServer implements AutoCloseable {
    /** What the server does with a request for this path; it runs on the server's only thread. */
    @FunctionalInterface
    interface Answering {
        void answer(ChannelHandlerContext to, String path);
    }

    private final EventLoopGroup group = Transport.best().loops(1, "target");
    private final Channel channel;
    private final Map<String, Long> requests = new ConcurrentHashMap<>();

    PathServer(Answering answering) {
        channel = new ServerBootstrap()
                .group(group)
                .channelFactory(new ReflectiveChannelFactory<>(Transport.best().serverSocket()))
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

    /** All requests get 200 and this JSON. */
    static PathServer saying(String json) {
        return new PathServer((to, path) -> TargetServer.say(to, ok(json)));
    }

    static String ok(String json) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n"
                + json;
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Requests for this path so far. */
    long requests(String path) {
        return requests.getOrDefault(path, 0L);
    }

    /** Requests for all paths so far. */
    long requests() {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<String, Long> byPath() {
        return Map.copyOf(requests);
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Requests extends ChannelInboundHandlerAdapter {
        private final Answering answering;
        private final StringBuilder head = new StringBuilder();

        Requests(Answering answering) {
            this.answering = answering;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var in = (ByteBuf) message;
            head.append(in.toString(StandardCharsets.US_ASCII));
            in.release();
            for (int end = head.indexOf("\r\n\r\n"); end >= 0; end = head.indexOf("\r\n\r\n")) {
                String path = head.substring(head.indexOf(" ") + 1, head.indexOf(" HTTP/"));
                head.delete(0, end + 4);
                requests.merge(path, 1L, Long::sum);
                answering.answer(context, path);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
