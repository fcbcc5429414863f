package dev.loadstone.runner.http;

import dev.loadstone.protocol.Target;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens connections to a target: name, TCP, TLS, and the protocol that is agreed upon. */
final class Dialer implements AutoCloseable {
    /** One read takes a small response whole; a large one makes the buffer grow. */
    private static final int READ_BYTES = 16 * 1024;

    private static final int MOST_READ_BYTES = 256 * 1024;

    private final EventLoop loop;
    private final Target target;
    private final Bootstrap bootstrap;
    private final Names names;
    private final @Nullable ClientTls tls;
    private final boolean readsWhenReady;

    /** @param place of the loop among all of the test */
    Dialer(EventLoop loop, Transport transport, Target target, int place, Gate gate, Function<String, byte[]> files) {
        this.loop = loop;
        this.target = target;
        tls = target.isTls() ? ClientTls.of(target, files) : null;
        readsWhenReady = transport.readsWhenReady();
        names = new Names(loop, transport, target, place, gate);
        bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(new ReflectiveChannelFactory<>(transport.socket()))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(READ_BYTES, READ_BYTES, MOST_READ_BYTES))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(target.connectTimeoutMillis(), 1 << 30));
    }

    /** Succeeds once the connection may carry a request. */
    Future<Connection> dial(Pool pool, Site site) {
        Promise<Connection> opened = loop.newPromise();
        names.next().addListener((Future<InetSocketAddress> found) -> {
            if (found.isSuccess()) {
                connect(found.getNow(), new Opening(pool, site, opened));
            } else {
                opened.setFailure(found.cause());
            }
        });
        return opened;
    }

    /** Asks for the host's addresses ahead of the first connection, so that a target out of reach is told at once. */
    void lookUp() {
        names.next();
    }

    private void connect(InetSocketAddress address, Opening opening) {
        boolean knowsHttp2 = target.protocol() == Target.HttpVersion.HTTP_2;
        Connection plain = tls != null || knowsHttp2 ? null : new Http1Connection(opening.pool(), opening.site());
        var handlers = new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                if (tls != null) {
                    channel.pipeline().addLast(tls.handler(channel.alloc()), new Negotiation(opening));
                } else if (plain != null) {
                    channel.pipeline().addLast(plain);
                } else {
                    opening.http2(channel);
                }
            }
        };
        var connecting = bootstrap.clone().handler(handlers);
        if (plain != null && readsWhenReady) {
            // What it reads it has read out by the time that the next connection reads.
            connecting.option(
                    ChannelOption.RECVBUF_ALLOCATOR,
                    opening.site().client().buffers().input());
        }
        connecting.connect(address).addListener((ChannelFuture connected) -> {
            if (!connected.isSuccess()) {
                opening.fail(connected.cause());
            } else if (plain != null) {
                opening.succeed(plain);
            }
        });
    }

    @Override
    public void close() {
        names.close();
        if (tls != null) {
            tls.close();
        }
    }
}
