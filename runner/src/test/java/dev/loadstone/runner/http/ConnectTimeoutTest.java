package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Target.HttpVersion;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that answers no attempt to connect. */
class ConnectTimeoutTest {
    /** Nobody accepts, and the queue of those who wait for it is full. */
    private static final class Full implements Closeable {
        private final ServerSocket server;
        private final List<Socket> waiting = new ArrayList<>();

        Full() throws IOException {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            for (boolean room = true; room; ) {
                var socket = new Socket();
                waiting.add(socket);
                room = connects(socket);
            }
        }

        private boolean connects(Socket socket) throws IOException {
            try {
                socket.connect(server.getLocalSocketAddress(), 500);
                return true;
            } catch (SocketTimeoutException e) {
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(HttpVersion.class)
    void isAFailureToConnectWhateverTheProtocol(HttpVersion version) throws IOException {
        try (var full = new Full();
                var clients = new Clients(Targets.connectedWithin(200, full.server.getLocalPort(), version))) {
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("CONNECT");
        }
    }
}
