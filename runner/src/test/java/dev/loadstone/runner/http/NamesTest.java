package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.protocol.AddressRules;
import dev.loadstone.protocol.Cidr;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Target.Dns;
import dev.loadstone.protocol.Target.Dns.Balance;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a name server that gives two addresses, other ones each time that it is asked, to be kept for an hour. */
class NamesTest {
    private static final byte[] PUBLIC = {93, (byte) 184, (byte) 216, 34};
    private static final byte[] METADATA = {(byte) 169, (byte) 254, (byte) 169, (byte) 254};
    private final AtomicInteger questions = new AtomicInteger();
    private final List<String> told = new ArrayList<>();
    private Gate gate = Gate.OPEN;
    private boolean rebinds;
    private DatagramSocket server;

    @BeforeEach
    void serve() throws IOException {
        server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual().start(this::answer);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void answer() {
        var question = new DatagramPacket(new byte[512], 512);
        try {
            while (true) {
                server.receive(question);
                byte[] answer = answer(question.getData());
                server.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    /** The question is said again; of IPv6 addresses there are none. */
    private byte[] answer(byte[] asked) {
        int end = 12;
        while (asked[end] != 0) {
            end += asked[end] + 1;
        }
        end += 5;
        boolean known = asked[end - 3] == 1;
        int n = known ? questions.incrementAndGet() : 0;
        var out = new ByteArrayOutputStream();
        out.write(asked, 0, 2);
        int found = !known ? 0 : rebinds ? 1 : 2;
        out.writeBytes(new byte[] {(byte) 0x81, (byte) 0x80, 0, 1, 0, (byte) found, 0, 0, 0, 0});
        out.write(asked, 12, end - 12);
        for (int last = 1; last <= found; last++) {
            out.writeBytes(new byte[] {(byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 14, 16, 0, 4});
            out.writeBytes(rebinds ? n == 1 ? PUBLIC : METADATA : new byte[] {127, 0, (byte) n, (byte) last});
        }
        return out.toByteArray();
    }

    /** A name that is changed after it was looked at is looked at again: each address, each time. */
    @Test
    void aNameThatTurnsToTheMetadataServerIsRefusedFromThenOn() {
        rebinds = true;
        gate = new Gate(refusing("169.254.0.0/16", "is link-local"), told::add);
        assertThatThrownBy(() -> addresses(new Dns(0, Balance.FIRST), 2))
                .isInstanceOf(RefusedAddressException.class)
                .hasMessage("169.254.169.254 is link-local; Loadstone does not send load there");
        assertThat(questions)
                .as("the first answer was a public address, and was passed")
                .hasValue(2);
        assertThat(told).singleElement().satisfies(each -> assertThat(AddressRules.isRefusal(each))
                .isTrue());
    }

    @Test
    void ofSeveralAddressesThoseThatPassAreUsed() {
        gate = new Gate(refusing("127.0.1.1/32", "is somebody else's"), told::add);
        assertThat(addresses(new Dns(60_000, Balance.ROUND_ROBIN), 3))
                .containsExactly("127.0.1.2", "127.0.1.2", "127.0.1.2");
        assertThat(told).isEmpty();
    }

    static AddressRules refusing(String range, String what) {
        var refused = new AddressRules.Refused(Cidr.parse(range), 0, what);
        return new AddressRules(List.of(refused), List.of(), List.of());
    }

    @Test
    void connectionsGoToAllAddressesInTurn() {
        assertThat(addresses(new Dns(60_000, Balance.ROUND_ROBIN), 4))
                .containsExactly("127.0.1.1", "127.0.1.2", "127.0.1.1", "127.0.1.2");
        assertThat(questions).hasValue(1);
    }

    @Test
    void andNotAllLoopsBeginWithTheSame() {
        assertThat(addresses(1, new Dns(60_000, Balance.ROUND_ROBIN), 1)).containsExactly("127.0.1.2");
    }

    @Test
    void orToTheFirst() {
        assertThat(addresses(new Dns(60_000, Balance.FIRST), 2)).containsExactly("127.0.1.1", "127.0.1.1");
    }

    @Test
    void theServersHourDoesNotCount() {
        assertThat(addresses(new Dns(0, Balance.FIRST), 3)).containsExactly("127.0.1.1", "127.0.2.1", "127.0.3.1");
        assertThat(questions).hasValue(3);
    }

    private List<String> addresses(Dns dns, int count) {
        return addresses(0, dns, count);
    }

    private List<String> addresses(int place, Dns dns, int count) {
        var target = new Target(
                "", "http", "api.test", 80, "", 1000, 1000, List.of(), null, null, null, dns, null, false, 1L << 20, 0);
        var group = Transport.best().loops(1, "names");
        var found = new ArrayList<String>();
        var servers = new SingletonDnsServerAddressStreamProvider(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
        try (var names = new Names(group.next(), Transport.best(), target, place, gate, servers)) {
            for (int i = 0; i < count; i++) {
                found.add(group.next()
                        .submit(names::next)
                        .syncUninterruptibly()
                        .getNow()
                        .syncUninterruptibly()
                        .getNow()
                        .getAddress()
                        .getHostAddress());
            }
            return found;
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
