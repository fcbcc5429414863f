package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Slice;
import dev.loadstone.protocol.Target.Connections;
import dev.loadstone.protocol.Target.Connections.Mode;
import dev.loadstone.protocol.Target.HttpVersion;
import dev.loadstone.protocol.Target.Tls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which connection a request takes, and when one closes. */
class PoolTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @ParameterizedTest
    @CsvSource({
        "SHARED,      true,  0, 1",
        "PER_REQUEST, true,  0, 6",
        "SHARED,      false, 0, 6",
        "SHARED,      true,  2, 3",
        "PER_USER,    true,  0, 2",
        "PER_USER,    true,  2, 4"
    })
    void sixRequestsOfTwoUsersOneAfterTheOther(Mode mode, boolean keepAlive, int maxRequests, int connections) {
        try (var server = Peer.answering(OK);
                var clients = new Clients(
                        Targets.http(server.port(), new Connections(mode, 0, keepAlive, maxRequests, 0, 0, 0)))) {
            List<Wallet> users = List.of(new Wallet(), new Wallet());
            for (int i = 0; i < 6; i++) {
                assertThat(clients.outcome(Ask.get("/").by(users.get(i % 2)))).isEqualTo("200");
            }
            assertThat(server.connections()).isEqualTo(connections);
        }
    }

    @Test
    void aUserWhoLeavesClosesItsConnections() {
        try (var server = Peer.answering(OK);
                var clients = new Clients(Targets.http(server.port(), Targets.mode(Mode.PER_USER)))) {
            var user = new Wallet();
            clients.outcome(Ask.get("/").by(user));
            clients.onLoop(client -> client.leave(user));
            server.awaitClosed(1);
            assertThat(clients.outcome(Ask.get("/").by(user))).isEqualTo("200");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aUserWhoLeavesInTheMiddleClosesAtTheEnd() {
        try (var server = Peer.answering(OK);
                var clients = new Clients(Targets.http(server.port(), Targets.mode(Mode.PER_USER)))) {
            var user = new Wallet();
            var ask = Ask.get("/").by(user);
            clients.onLoop(client -> {
                client.send(ask, 0, clients.nanoTime());
                client.leave(user);
            });
            assertThat(ask.outcome()).isEqualTo("200");
            server.awaitClosed(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"60000, 0, 30000, 1", "60000, 0, 60000, 2", "0, 60000, 30000, 1", "0, 60000, 60000, 2"})
    void aConnectionIsNotUsedWhenItIsTooOldOrIdleTooLong(long age, long idle, long passed, int connections) {
        try (var server = Peer.answering(OK);
                var clients = new Clients(
                        Targets.http(server.port(), new Connections(Mode.SHARED, 0, true, 0, age, idle, 0)))) {
            clients.outcome(Ask.get("/"));
            clients.pass(passed);
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("200");
            assertThat(server.connections()).isEqualTo(connections);
        }
    }

    @Test
    void atTheLimitRequestsWaitForOneAnother() {
        var seen = new ArrayList<String>();
        try (var server = new Peer((line, n) -> {
                    for (var head = line.head(); !head.isEmpty(); head = line.head()) {
                        seen.add(head.getFirst());
                        line.say(OK);
                    }
                });
                var clients = new Clients(Targets.http(server.port(), Targets.most(Mode.SHARED, 1)))) {
            List<Ask> asks = List.of(Ask.get("/1"), Ask.get("/2"), Ask.get("/3"), Ask.get("/4"));
            clients.onLoop(client -> asks.forEach(ask -> client.send(ask, 0, clients.nanoTime())));
            assertThat(asks).extracting(Ask::outcome).containsOnly("200");
            assertThat(seen)
                    .containsExactly("GET /1 HTTP/1.1", "GET /2 HTTP/1.1", "GET /3 HTTP/1.1", "GET /4 HTTP/1.1");
            assertThat(server.connections()).isEqualTo(1);
            assertThat(asks.get(3).writtenNanos())
                    .isGreaterThanOrEqualTo(asks.get(2).end().atNanos());
        }
    }

    @Test
    void atTheLimitAClosedConnectionMakesRoom() {
        try (var server = Peer.answering(OK);
                var clients = new Clients(Targets.http(server.port(), Targets.most(Mode.PER_REQUEST, 2)))) {
            List<Ask> asks = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                asks.add(Ask.get("/" + i));
            }
            clients.onLoop(client -> asks.forEach(ask -> client.send(ask, 0, clients.nanoTime())));
            assertThat(asks).extracting(Ask::outcome).containsOnly("200");
            assertThat(server.connections()).isEqualTo(10);
        }
    }

    @Test
    void atTheLimitUsersCloseWhatTheyDoNotUseForOthers() {
        try (var server = Peer.answering(OK);
                var clients = new Clients(Targets.http(server.port(), Targets.most(Mode.PER_USER, 2)))) {
            List<Wallet> users = List.of(new Wallet(), new Wallet(), new Wallet(), new Wallet(), new Wallet());
            for (int round = 0; round < 3; round++) {
                List<Ask> asks =
                        users.stream().map(user -> Ask.get("/").by(user)).toList();
                clients.onLoop(client -> asks.forEach(ask -> client.send(ask, 0, clients.nanoTime())));
                assertThat(asks).extracting(Ask::outcome).containsOnly("200");
            }
        }
    }

    @Test
    void whoWaitsForAConnectionMayTimeOutOrBeAbandoned() {
        var release = new CountDownLatch(1);
        try (var server = new Peer((line, n) -> {
                    line.head();
                    await(release);
                    line.say(OK);
                    line.head();
                    line.say(OK);
                    line.await();
                });
                var clients = new Clients(Targets.http(server.port(), Targets.most(Mode.SHARED, 1)))) {
            Ask busy = Ask.get("/busy");
            Ask hasty = Ask.get("/hasty").within(100);
            Ask given = Ask.get("/given");
            Ask last = Ask.get("/last");
            clients.onLoop(client -> {
                List.of(busy, hasty, given, last).forEach(ask -> client.send(ask, 0, clients.nanoTime()));
                client.abandon(given);
            });
            assertThat(hasty.outcome()).isEqualTo("TIMEOUT");
            assertThat(hasty.writtenNanos()).isEqualTo(Exchange.NEVER);
            release.countDown();
            assertThat(busy.outcome()).isEqualTo("200");
            assertThat(last.outcome()).isEqualTo("200");
            assertThat(given.isOver()).isFalse();
        }
    }

    @Test
    void connectionsAreOpenedAheadByTheLoopsShare() {
        try (var server = Peer.answering(OK);
                var clients = new Clients(
                        new Slice(0, 2),
                        Map.of(),
                        Targets.http(server.port(), new Connections(Mode.PER_USER, 0, true, 0, 0, 0, 5)))) {
            var done = new ArrayList<CompletionStage<Void>>();
            clients.onLoop(client -> done.add(client.preconnect()));
            done.getFirst().toCompletableFuture().join();
            Ask ask = Ask.get("/");
            assertThat(clients.outcome(ask)).isEqualTo("200");
            assertThat(ask.connectNanos()).isEqualTo(Exchange.NEVER);
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("200");
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("200");
            assertThat(server.connections()).isEqualTo(3);
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("200");
            assertThat(server.connections()).isEqualTo(4);
        }
    }

    /** Nobody has used it, but as with one that somebody has the server may close it when it is idle for long. */
    @ParameterizedTest
    @EnumSource(HttpVersion.class)
    void aRequestThatMeetsOneThatWasOpenedAheadAndClosedIsTriedOnceMore(HttpVersion version) {
        boolean http2 = version == HttpVersion.HTTP_2;
        try (var server = new Peer((line, n) -> {
                    if (http2) {
                        Frames.greet(line, Frames.settings());
                        int stream = Frames.request(line);
                        line.say(n == 1 ? new byte[0] : Frames.ok(stream));
                    } else {
                        line.head();
                        line.say(n == 1 ? "" : OK);
                    }
                });
                var clients = new Clients(Targets.of(
                        "http",
                        server.port(),
                        version,
                        Tls.DEFAULT,
                        new Connections(Mode.SHARED, 0, true, 0, 0, 0, 1)))) {
            var done = new ArrayList<CompletionStage<Void>>();
            clients.onLoop(client -> done.add(client.preconnect()));
            done.getFirst().toCompletableFuture().join();
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("200");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aRequestThatMeetsOneThatWasOpenedForItAndClosedIsNot() {
        try (var server = new Peer((line, n) -> line.head());
                var clients = new Clients(server.target())) {
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("CLOSED");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void whatCannotBeOpenedAheadIsNoError() {
        Connections ahead = new Connections(Mode.SHARED, 0, true, 0, 0, 0, 3);
        int port;
        try (var server = Peer.answering(OK)) {
            port = server.port();
        }
        try (var clients = new Clients(Targets.http(port, ahead))) {
            var done = new ArrayList<CompletionStage<Void>>();
            clients.onLoop(client -> done.add(client.preconnect()));
            done.getFirst().toCompletableFuture().join();
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("CONNECT");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
