package dev.loadstone.runner.http;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Arrays;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** The kernel interface that event loops and their channels use. */
public enum Transport {
    /** Linux's own, with timers to the nanosecond. */
    EPOLL,
    /** Linux's newer one: all that a tick asks of the kernel is one call. The seccomp profile of most clusters forbids it. */
    IO_URING,
    /** The JDK's, with timers to the millisecond. */
    NIO;

    /** The best that this machine has, of those that every cluster lets a pod use. */
    public static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /**
     * What LOADSTONE_TRANSPORT names, in lower case; the best one where it is empty, or where this machine lacks what is asked for.
     *
     * @throws IllegalArgumentException there is none of this name
     */
    public static Transport named(String name) {
        if (name.isEmpty()) {
            return best();
        }
        Transport asked = Arrays.stream(values())
                .filter(transport -> transport.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "LOADSTONE_TRANSPORT is none of " + Arrays.toString(values()) + ": " + name));
        if (asked.isAvailable()) {
            return asked;
        }
        LoggerFactory.getLogger(Transport.class).warn("there is no {} here, so it is {}", asked, best());
        return best();
    }

    boolean isAvailable() {
        return switch (this) {
            case EPOLL -> Epoll.isAvailable();
            case IO_URING -> IoUring.isAvailable();
            case NIO -> true;
        };
    }

    /** Whether a channel takes a buffer to read into only when there is something to read. */
    boolean readsWhenReady() {
        return this != IO_URING;
    }

    /** Event loops of this kind, each with a daemon thread of its own. */
    public EventLoopGroup loops(int count, String threadName) {
        IoHandlerFactory handlers =
                switch (this) {
                    case EPOLL -> EpollIoHandler.newFactory();
                    case IO_URING -> IoUringIoHandler.newFactory();
                    case NIO -> NioIoHandler.newFactory();
                };
        return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(threadName, true), handlers);
    }

    public Class<? extends SocketChannel> socket() {
        return switch (this) {
            case EPOLL -> EpollSocketChannel.class;
            case IO_URING -> IoUringSocketChannel.class;
            case NIO -> NioSocketChannel.class;
        };
    }

    public Class<? extends ServerSocketChannel> serverSocket() {
        return switch (this) {
            case EPOLL -> EpollServerSocketChannel.class;
            case IO_URING -> IoUringServerSocketChannel.class;
            case NIO -> NioServerSocketChannel.class;
        };
    }

    public Class<? extends DatagramChannel> datagram() {
        return switch (this) {
            case EPOLL -> EpollDatagramChannel.class;
            case IO_URING -> IoUringDatagramChannel.class;
            case NIO -> NioDatagramChannel.class;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
