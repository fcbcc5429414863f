package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransportTest {
    @ParameterizedTest
    @EnumSource
    void aConnectionOfAnyKindCarriesOneRequestAfterTheOther(Transport transport) {
        assumeTrue(transport.isAvailable(), "this machine has no " + transport);
        // More than one read takes.
        String large = "x".repeat(90_000);
        try (var peer = Peer.answering("HTTP/1.1 200 OK\r\nContent-Length: " + large.length() + "\r\n\r\n" + large);
                var clients = new Clients(transport, peer.target())) {
            for (int i = 0; i < 20; i++) {
                Ask ask = clients.send(Ask.get("/"));
                assertThat(ask.outcome()).isEqualTo("200");
                assertThat(ask.end().text()).isEqualTo(large);
            }
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void eachGoesByItsName() {
        assertThat(Transport.named("")).isEqualTo(Transport.best());
        assertThat(Transport.named("nio")).isEqualTo(Transport.NIO);
        assertThat(Transport.named("io_uring"))
                .isEqualTo(Transport.IO_URING.isAvailable() ? Transport.IO_URING : Transport.best());
    }

    @Test
    void noOtherNameWillDo() {
        assertThatThrownBy(() -> Transport.named("uring"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LOADSTONE_TRANSPORT is none of [epoll, io_uring, nio]: uring");
    }
}
