package dev.loadstone.runner.http;

import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Target.Dns.Balance;
import io.netty.channel.EventLoop;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.resolver.dns.DefaultDnsCache;
import io.netty.resolver.dns.DnsCache;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses of a target's host, which is asked for again at least as often as the target says. */
final class Names implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 2000;

    private final EventLoop loop;
    private final Target target;
    private final Gate gate;
    private final DnsNameResolver resolver;
    private @Nullable Future<List<InetAddress>> asking;
    private int turn;

    Names(EventLoop loop, Transport transport, Target target, int place, Gate gate) {
        this(loop, transport, target, place, gate, DnsServerAddressStreamProviders.platformDefault());
    }

    /**
     * @param place of the loop among all of the test, by which they begin with different addresses
     * @param gate what every address must pass, each time that it is about to be used
     * @param servers who is asked
     */
    Names(
            EventLoop loop,
            Transport transport,
            Target target,
            int place,
            Gate gate,
            DnsServerAddressStreamProvider servers) {
        this.loop = loop;
        this.gate = gate;
        this.target = target;
        turn = place;
        resolver = new DnsNameResolverBuilder(loop)
                .datagramChannelFactory(new ReflectiveChannelFactory<>(transport.datagram()))
                .socketChannelType(transport.socket())
                .nameServerProvider(servers)
                .resolveCache(cache((int) Math.min(target.dns().refreshMillis() / 1000, Integer.MAX_VALUE)))
                .cnameCache(NoopDnsCnameCache.INSTANCE)
                .queryTimeoutMillis(TIMEOUT_MILLIS)
                .build();
    }

    private static DnsCache cache(int mostSeconds) {
        return mostSeconds == 0 ? NoopDnsCache.INSTANCE : new DefaultDnsCache(0, mostSeconds, 0);
    }

    /** Where the next connection goes. */
    Future<InetSocketAddress> next() {
        Promise<InetSocketAddress> found = loop.newPromise();
        resolve().addListener((Future<List<InetAddress>> resolved) -> {
            if (resolved.isSuccess()) {
                choose(resolved.getNow(), found);
            } else {
                var unknown = new UnknownHostException(target.host());
                unknown.initCause(resolved.cause());
                found.setFailure(unknown);
            }
        });
        return found;
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

    /** Of those of the first one's family alone: a host that has both may well listen on one. */
    private void choose(List<InetAddress> addresses, Promise<InetSocketAddress> found) {
        try {
            List<InetAddress> passed = gate.passed(addresses, target.port());
            var family = passed.getFirst().getClass();
            var usable = passed.stream().filter(family::isInstance).toList();
            int chosen = target.dns().balance() == Balance.FIRST ? 0 : Math.floorMod(turn++, usable.size());
            found.setSuccess(new InetSocketAddress(usable.get(chosen), target.port()));
        } catch (RefusedAddressException e) {
            found.setFailure(e);
        }
    }

    @Override
    public void close() {
        resolver.close();
    }
}
