package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an exchange is told of its request and its response. */
class HttpClientTest {
    @Test
    void headAndBodyAreHandedOverWhereTheyAreWanted() {
        String response = "HTTP/1.1 201 Made\r\nX-A: 1\r\nContent-Length: 5\r\n\r\nhello";
        try (var server = Peer.answering(response);
                var clients = new Clients(server.target())) {
            Ask ask = clients.send(Ask.get("/"));
            assertThat(ask.outcome()).isEqualTo("201");
            assertThat(ask.end().head()).isEqualTo("X-A: 1\r\nContent-Length: 5\r\n");
            assertThat(ask.end().text()).isEqualTo("hello");
            assertThat(ask.bytesReceived()).isEqualTo(response.length());
            Ask discarding = clients.send(Ask.get("/").discarding());
            assertThat(discarding.outcome()).isEqualTo("201");
            assertThat(discarding.end().head() + discarding.end().text()).isEmpty();
        }
    }

    @Test
    void aRedirectIsPartOfTheSameExchange() {
        String moved = "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n";
        String found = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        try (var first = Peer.answering(moved);
                var second = Peer.answering(found);
                var clients = new Clients(first.target(), second.target())) {
            Ask ask = Ask.get("/a");
            long[] before = new long[3];
            ask.onRedirect(() -> {
                before[0] = ask.writtenNanos();
                before[1] = ask.firstByteNanos();
                before[2] = ask.deadlineNanos;
                clients.client().follow(ask, 1, clients.nanoTime());
            });
            clients.send(ask);
            assertThat(ask.outcome()).isEqualTo("200");
            assertThat(ask.writtenNanos()).isEqualTo(before[0]);
            assertThat(ask.firstByteNanos()).isGreaterThan(before[1]);
            assertThat(ask.deadlineNanos).isEqualTo(before[2]);
            assertThat(ask.bytesReceived()).isEqualTo(moved.length() + found.length());
            assertThat(ask.bytesSent()).isEqualTo(2L * "GET /a HTTP/1.1\r\nHost: there\r\n\r\n".length());
        }
    }

    @Test
    void aRedirectDoesNotGetMoreTime() {
        try (var first = Peer.answering("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n");
                var silent = Peer.answering("");
                var clients = new Clients(first.target(), silent.target())) {
            Ask ask = Ask.get("/a").within(300);
            ask.onRedirect(() -> clients.client().follow(ask, 1, clients.nanoTime()));
            clients.send(ask);
            assertThat(ask.outcome()).isEqualTo("TIMEOUT");
            assertThat(ask.end().atNanos() - ask.pickedNanos).isBetween(300_000_000L, 2_000_000_000L);
        }
    }

    @Test
    void timeoutsOfTheirOwnDoNotWaitForLongerOnes() {
        try (var silent = Peer.answering("");
                var clients = new Clients(silent.target())) {
            List<Ask> asks = List.of(
                    Ask.get("/").within(5000),
                    Ask.get("/").within(300),
                    Ask.get("/").within(100),
                    Ask.get("/").within(200));
            asks.forEach(clients::send);
            assertThat(asks.subList(1, 4)).extracting(Ask::outcome).containsOnly("TIMEOUT");
            for (int i = 1; i < 4; i++) {
                Ask ask = asks.get(i);
                assertThat(ask.end().atNanos() - ask.pickedNanos).isGreaterThanOrEqualTo(ask.timeoutNanos());
            }
            assertThat(asks.getFirst().isOver()).isFalse();
        }
    }

    @Test
    void aTimeoutThatIsTakenBadlyDoesNotKeepOthersWaiting() {
        try (var silent = Peer.answering("");
                var clients = new Clients(silent.target())) {
            Ask bad = Ask.get("/").within(100).onFailure(() -> {
                throw new IllegalStateException("a user stumbles");
            });
            Ask next = Ask.get("/").within(100);
            clients.onLoop(client -> {
                long now = clients.nanoTime();
                client.send(bad, 0, now);
                client.send(next, 0, now);
            });
            assertThat(List.of(bad, next)).extracting(Ask::outcome).containsOnly("TIMEOUT");
        }
    }

    @Test
    void eachOfThoseWhoTakeTheConnectionInTurnIsToldItsOwnStatus() {
        try (var server = new Peer((line, n) -> {
                    line.head();
                    for (int status = 201; status < 204; status++) {
                        line.say("HTTP/1.1 " + status + " OK\r\nContent-Length: 0\r\n\r\n");
                        line.head();
                    }
                });
                var clients =
                        new Clients(Targets.http(server.port(), Targets.most(Target.Connections.Mode.SHARED, 1)))) {
            List<Ask> asks = List.of(Ask.get("/1"), Ask.get("/2"), Ask.get("/3"));
            clients.onLoop(client -> asks.forEach(ask -> client.send(ask, 0, clients.nanoTime())));
            assertThat(asks).extracting(Ask::outcome).containsExactly("201", "202", "203");
        }
    }

    @Test
    void whoTakesAResponseBadlyDoesNotSpoilTheConnectionForOthers() {
        try (var server = Peer.answering("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n");
                var clients =
                        new Clients(Targets.http(server.port(), Targets.most(Target.Connections.Mode.SHARED, 1)))) {
            Ask bad = Ask.get("/bad").within(2000).onRedirect(() -> {
                throw new IllegalStateException("a user stumbles");
            });
            List<Ask> next = List.of(Ask.post("/1", "x"), Ask.post("/2", "x"));
            clients.onLoop(client -> {
                long now = clients.nanoTime();
                client.send(bad, 0, now);
                next.forEach(ask -> client.send(ask, 0, now));
            });
            assertThat(next).extracting(Ask::outcome).containsOnly("302");
            assertThat(server.connections()).isEqualTo(1);
            clients.onLoop(client -> assertThat(bad.deadlines).isNull());
            assertThat(bad.ends()).isZero();
        }
    }

    @Test
    void aRequestWithoutItsValuesLeavesTheConnectionToOthers() {
        try (var server = Peer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                var clients =
                        new Clients(Targets.http(server.port(), Targets.most(Target.Connections.Mode.SHARED, 1)))) {
            List<Ask> asks = List.of(Ask.get("/"), new Ask(""), new Ask(""), Ask.get("/"));
            clients.onLoop(client -> asks.forEach(ask -> client.send(ask, 0, clients.nanoTime())));
            assertThat(asks).extracting(Ask::outcome).containsExactly("200", "CAPTURE", "CAPTURE", "200");
            assertThat(server.connections()).isEqualTo(1);
        }
    }
}
