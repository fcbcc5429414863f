package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server on loopback, which the gate takes for forbidden ground: it must never see a connection. */
class GateTest {
    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::ffff:127.0.0.1", "::ffff:7f00:1", "::127.0.0.1"})
    void whatIsRefusedIsNeverConnectedTo(String host) throws IOException {
        var connections = new AtomicInteger();
        try (var server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> accept(server, connections));
            var target = new Target("http", host, server.getLocalPort(), "", 1000, 2000);
            var gate = new Gate(NamesTest.refusing("127.0.0.0/8", "is loopback"), told::add);
            try (var clients = new Clients(gate, target)) {
                clients.onLoop(client -> client.preconnect());
                assertThat(clients.outcome(Ask.get("/"))).isEqualTo("POLICY");
            }
        }
        assertThat(connections).as("connections to " + host).hasValue(0);
        assertThat(told)
                .isNotEmpty()
                .allMatch(each -> each.endsWith("is loopback; Loadstone does not send load there"));
    }

    private static void accept(ServerSocket server, AtomicInteger connections) {
        try {
            while (true) {
                server.accept().close();
                connections.incrementAndGet();
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    /** What resolvers of other libraries take for 169.254.169.254 is a name to this one, which nobody has. */
    @ParameterizedTest
    @ValueSource(strings = {"2852039166", "169.254.43518", "0xa9fea9fe"})
    void anAliasOfAnAddressIsNoAddress(String host) {
        var target = new Target("http", host, 80, "", 1000, 5000);
        var gate = new Gate(NamesTest.refusing("0.0.0.0/0", "is any"), told::add);
        try (var clients = new Clients(gate, target)) {
            assertThat(clients.outcome(Ask.get("/").within(3000))).isIn("DNS", "TIMEOUT");
        }
        assertThat(told).as("it was never an address").isEmpty();
    }
}
