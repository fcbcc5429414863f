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
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Opens connections to the target: name, TCP, TLS. Names are asked for again after five seconds, and all addresses are used. */
final class Dialer implements AutoCloseable {
    private static final int DNS_SECONDS = 5;
    private static final int DNS_TIMEOUT_MILLIS = 2000;
    /** One read takes a small response whole; a large one makes the buffer grow. */
    private static final int READ_BYTES = 16 * 1024;

    private static final int MOST_READ_BYTES = 256 * 1024;

    private final EventLoop loop;
    private final Target target;
    private final Bootstrap bootstrap;
    private final DnsNameResolver resolver;
    private final @Nullable SslContext tls;
    private @Nullable Future<List<InetAddress>> asking;
    private int turn;

    Dialer(EventLoop loop, Transport transport, Target target) {
        this.loop = loop;
        this.target = target;
        tls = target.isTls() ? tlsContext() : null;
        resolver = new DnsNameResolverBuilder(loop)
                .datagramChannelFactory(new ReflectiveChannelFactory<>(transport.datagram()))
                .socketChannelType(transport.socket())
                .ttl(0, DNS_SECONDS)
                .negativeTtl(0)
                .queryTimeoutMillis(DNS_TIMEOUT_MILLIS)
                .build();
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

    private static SslContext tlsContext() {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("the JDK has no TLS", e);
        }
    }

    /** Succeeds once the connection may carry a request. */
    Future<Channel> dial(Connection connection) {
        Promise<Channel> opened = loop.newPromise();
        resolve().addListener((Future<List<InetAddress>> resolved) -> {
            if (resolved.isSuccess()) {
                connect(next(resolved.getNow()), connection, opened);
            } else {
                var unknown = new UnknownHostException(target.host());
                unknown.initCause(resolved.cause());
                opened.setFailure(unknown);
            }
        });
        return opened;
    }

    /** One question for all that wait: a thousand connections at once must not be a thousand queries. */
    private Future<List<InetAddress>> resolve() {
        Future<List<InetAddress>> answer = asking;
        if (answer == null || answer.isDone()) {
            answer = resolver.resolveAll(target.host());
            asking = answer;
        }
        return answer;
    }

    /** Round robin over those of the first one's family: a host that has both may well listen on one alone. */
    private InetSocketAddress next(List<InetAddress> addresses) {
        var family = addresses.getFirst().getClass();
        var usable = addresses.stream().filter(family::isInstance).toList();
        return new InetSocketAddress(usable.get(Math.floorMod(turn++, usable.size())), target.port());
    }

    private void connect(InetSocketAddress address, Connection connection, Promise<Channel> opened) {
        var handlers = new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                if (tls != null) {
                    channel.pipeline().addLast(handshake(tls, channel));
                }
                channel.pipeline().addLast(connection);
            }
        };
        bootstrap.clone().handler(handlers).connect(address).addListener((ChannelFuture connected) -> {
            if (!connected.isSuccess()) {
                opened.setFailure(connected.cause());
            } else if (tls == null) {
                opened.setSuccess(connected.channel());
            } else {
                secure(connected.channel(), opened);
            }
        });
    }

    private SslHandler handshake(SslContext context, Channel channel) {
        var handler = context.newHandler(channel.alloc(), target.host(), target.port());
        handler.setHandshakeTimeoutMillis(target.connectTimeoutMillis());
        return handler;
    }

    private static void secure(Channel channel, Promise<Channel> opened) {
        channel.pipeline().get(SslHandler.class).handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                opened.setSuccess(channel);
            } else {
                channel.close();
                opened.setFailure(new SSLException("no TLS handshake", done.cause()));
            }
        });
    }

    @Override
    public void close() {
        resolver.close();
    }
}
