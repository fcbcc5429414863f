package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What happens between the choice of a connection and the end of the loop's turn, when the request goes out. */
class DeparturesTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final long DELAY_MILLIS = 50;

    @Test
    void theWaitForTheTurnsEndIsNotOneForAConnection() {
        try (var peer = Peer.answering(OK);
                var clients = new Clients(Targets.http(peer.port()))) {
            assertThat(clients.outcome(Ask.get("/first"))).isEqualTo("200");
            Ask ask = Ask.get("/second");
            clients.onLoop(client -> {
                client.send(ask, 0, clients.nanoTime());
                clients.pass(DELAY_MILLIS);
            });
            assertThat(ask.outcome()).isEqualTo("200");
            assertThat(ask.delayNanos()).isGreaterThanOrEqualTo(DELAY_MILLIS * 1_000_000);
            assertThat(ask.connectionWaitNanos()).isLessThan(DELAY_MILLIS * 1_000_000);
            assertThat(ask.end().atNanos() - ask.writtenNanos())
                    .as("service time")
                    .isLessThan(ask.end().atNanos() - ask.pickedNanos - DELAY_MILLIS * 1_000_000 + 1);
        }
    }

    @Test
    void whoGivesUpBeforeTheTurnsEndIsNeverSent() {
        try (var peer = Peer.answering(OK);
                var clients = new Clients(Targets.http(peer.port()))) {
            assertThat(clients.outcome(Ask.get("/first"))).isEqualTo("200");
            Ask gone = Ask.get("/gone");
            clients.onLoop(client -> {
                client.send(gone, 0, clients.nanoTime());
                client.abandon(gone);
            });
            assertThat(clients.outcome(Ask.get("/next"))).isEqualTo("200");
            assertThat(gone.delayNanos()).isEqualTo(Exchange.NEVER);
            assertThat(gone.isOver()).isFalse();
            assertThat(peer.connections())
                    .as("the connection of the one who gave up is not used again")
                    .isEqualTo(2);
        }
    }

    @Test
    void oneThatCanNotBePutTogetherLeavesTheConnectionToTheNext() {
        try (var peer = Peer.answering(OK);
                var clients = new Clients(Targets.http(peer.port()))) {
            assertThat(clients.outcome(Ask.get("/first"))).isEqualTo("200");
            Ask broken = new Ask("");
            Ask next = Ask.get("/next");
            clients.onLoop(client -> {
                client.send(broken, 0, clients.nanoTime());
                client.send(next, 0, clients.nanoTime());
            });
            assertThat(broken.outcome()).isEqualTo("CAPTURE");
            assertThat(next.outcome()).isEqualTo("200");
            assertThat(clients.outcome(Ask.get("/last"))).isEqualTo("200");
        }
    }
}
