package dev.loadstone.runner.http;

import dev.loadstone.protocol.Target;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback whose every byte a test decides about: each connection is talked to on a thread of its own. */
final class Peer implements Closeable {
    /** What it does with the n-th connection, counted from 1; it closes when this returns. */
    @FunctionalInterface
    interface Talk {
        void talk(Line line, int n) throws IOException;
    }

    /** The peer's end of a connection. */
    record Line(Socket socket) {
        void say(String text) throws IOException {
            say(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void say(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        /** The lines of the next request's head; none where the client closed. */
        List<String> head() throws IOException {
            var lines = new ArrayList<String>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                lines.add(line);
            }
            return lines;
        }

        private String line() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int next = in().read(); next >= 0 && next != '\n'; next = in().read()) {
                line.write(next);
            }
            return line.toString(StandardCharsets.ISO_8859_1).strip();
        }

        InputStream in() throws IOException {
            return socket.getInputStream();
        }

        /** Until the client closes. */
        void await() throws IOException {
            in().transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    private final ServerSocket server;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Semaphore closed = new Semaphore(0);

    Peer(Talk talk) {
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(talk));
    }

    private void accept(Talk talk) {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                open.add(socket);
                int n = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(talk, socket, n));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void serve(Talk talk, Socket socket, int n) {
        try (socket) {
            talk.talk(new Line(socket), n);
        } catch (IOException e) {
            // The client closed in the middle.
        } finally {
            closed.release();
        }
    }

    /** Answers each request alike. */
    static Peer answering(String response) {
        return answering(response.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Peer answering(byte[] response) {
        return new Peer((line, n) -> {
            while (!line.head().isEmpty()) {
                line.say(response);
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    void awaitClosed(int count) {
        try {
            if (!closed.tryAcquire(count, 10, TimeUnit.SECONDS)) {
                throw new AssertionError("not " + count + " connections were closed");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Target target() {
        return Targets.http(port());
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
