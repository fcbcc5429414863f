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
import io.netty.util.concurrent.DefaultThreadFactory;

/** The kernel interface that event loops and their channels use. */
public enum Transport {
    /** Linux's own, with timers to the nanosecond. */
    EPOLL(EpollSocketChannel.class, EpollServerSocketChannel.class, EpollDatagramChannel.class),
    /** The JDK's, with timers to the millisecond. */
    NIO(NioSocketChannel.class, NioServerSocketChannel.class, NioDatagramChannel.class);

    private final Class<? extends SocketChannel> socket;
    private final Class<? extends ServerSocketChannel> serverSocket;
    private final Class<? extends DatagramChannel> datagram;

    Transport(
            Class<? extends SocketChannel> socket,
            Class<? extends ServerSocketChannel> serverSocket,
            Class<? extends DatagramChannel> datagram) {
        this.socket = socket;
        this.serverSocket = serverSocket;
        this.datagram = datagram;
    }

    /** The best that this machine has. */
    public static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /** Event loops of this kind, each with a daemon thread of its own. */
    public EventLoopGroup loops(int count, String threadName) {
        IoHandlerFactory handlers = this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(threadName, true), handlers);
    }

    public Class<? extends SocketChannel> socket() {
        return socket;
    }

    public Class<? extends ServerSocketChannel> serverSocket() {
        return serverSocket;
    }

    public Class<? extends DatagramChannel> datagram() {
        return datagram;
    }
}
