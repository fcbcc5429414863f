package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Target.Connections;
import dev.loadstone.protocol.Target.HttpVersion;
import dev.loadstone.protocol.Target.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who takes a connection that becomes free while another one is on its way and does not come. */
class TurnTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void theOneWhoWaitsLongestThoughAConnectionIsOnItsWayForIt() throws IOException {
        var crowd = new ArrayList<Socket>();
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var clients = new Clients(Targets.http(server.getLocalPort()))) {
            Ask busy = clients.send(Ask.get("/busy"));
            try (Socket accepted = server.accept()) {
                accepted.setSoTimeout(5000);
                var line = new Peer.Line(accepted);
                line.head();
                crowd(server, crowd);
                Ask waiting = clients.send(Ask.get("/waiting"));
                line.say(OK);
                assertThat(busy.outcome()).isEqualTo("200");
                assertThat(line.head()).first().asString().startsWith("GET /waiting");
                line.say(OK);
                assertThat(waiting.outcome()).isEqualTo("200");
                assertThat(waiting.connectNanos()).as("time to connect").isEqualTo(Exchange.NEVER);
            }
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    /** Nobody accepts them, and whoever comes after them is not answered. */
    private static void crowd(ServerSocket server, List<Socket> crowd) throws IOException {
        try {
            while (true) {
                var socket = new Socket();
                crowd.add(socket);
                socket.connect(server.getLocalSocketAddress(), 500);
            }
        } catch (SocketTimeoutException e) {
            // The queue is full.
        }
    }

    @Test
    void overTlsTooNobodyOvertakes(@TempDir Path folder) throws Exception {
        SSLContext context = context(folder);
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var clients = new Clients(Targets.of(
                        "https",
                        server.getLocalPort(),
                        HttpVersion.HTTP_1,
                        new Tls(null, null, null, null, true),
                        Connections.DEFAULT))) {
            Ask busy = clients.send(Ask.get("/busy"));
            try (Socket plain = server.accept();
                    var accepted = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true)) {
                plain.setSoTimeout(5000);
                var line = new Peer.Line(accepted);
                line.head();
                Ask first = clients.send(Ask.get("/first"));
                line.say(OK);
                assertThat(busy.outcome()).isEqualTo("200");
                Ask second = clients.send(Ask.get("/second").within(2000));
                assertThat(line.head()).first().asString().startsWith("GET /first");
                line.say(OK);
                assertThat(first.outcome()).isEqualTo("200");
                assertThat(second.outcome()).isEqualTo("TIMEOUT");
            }
        }
    }

    private static SSLContext context(Path folder) throws IOException, GeneralSecurityException {
        Identity.of(folder, "server", "EC");
        char[] password = "changeit".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(folder.resolve("server.p12"))) {
            keys.load(in, password);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
