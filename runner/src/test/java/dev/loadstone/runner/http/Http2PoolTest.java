package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Target.Connections.Mode;
import dev.loadstone.protocol.Target.HttpVersion;
import dev.loadstone.protocol.Target.Tls;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who waits for a connection of users' own that carries several requests at a time. */
class Http2PoolTest {
    @Test
    void atTheLimitUsersCloseWhatTheyDoNotUseForOthers() {
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.settings());
                    for (int stream = Frames.request(line); ; stream = Frames.request(line)) {
                        line.say(Frames.ok(stream));
                    }
                });
                var clients = new Clients(Targets.of(
                        "http", server.port(), HttpVersion.HTTP_2, Tls.DEFAULT, Targets.most(Mode.PER_USER, 1)))) {
            List<Wallet> users = List.of(new Wallet(), new Wallet(), new Wallet());
            for (Wallet user : users) {
                assertThat(clients.outcome(Ask.get("/").by(user).within(5000))).isEqualTo("200");
            }
            List<Ask> asks = users.stream()
                    .map(user -> Ask.get("/").by(user).within(5000))
                    .toList();
            clients.onLoop(client -> asks.forEach(ask -> client.send(ask, 0, clients.nanoTime())));
            assertThat(asks).extracting(Ask::outcome).containsOnly("200");
        }
    }

    /** What a connection carries is known of another one only after the dial that was to do for all of them. */
    @Test
    void whoWaitsBehindAFailedDialIsDialledForAnew() {
        var carriesOne = new CountDownLatch(1);
        try (var server = new Peer((line, n) -> {
                    if (n == 2) {
                        await(carriesOne);
                        return;
                    }
                    Frames.greet(line, Frames.settings(1));
                    for (int stream = Frames.request(line); ; stream = Frames.request(line)) {
                        carriesOne.countDown();
                        line.say(Frames.ok(stream));
                    }
                });
                var clients = new Clients(Targets.of(
                        "http", server.port(), HttpVersion.HTTP_2, Tls.DEFAULT, Targets.mode(Mode.PER_USER)))) {
            var user = new Wallet();
            Ask other = Ask.get("/");
            List<Ask> asks = List.of(
                    Ask.get("/1").by(user).within(5000),
                    Ask.get("/2").by(user).within(5000),
                    Ask.get("/3").by(user).within(5000));
            clients.onLoop(client -> {
                client.send(other, 0, clients.nanoTime());
                asks.forEach(ask -> client.send(ask, 0, clients.nanoTime()));
            });
            assertThat(other.outcome()).isEqualTo("200");
            assertThat(asks).extracting(Ask::outcome).containsExactly("PROTOCOL", "200", "200");
        }
    }

    /** What waited on it is asked again, as on any connection that was closed before it answered. */
    @Test
    void aConnectionThatAnswersNoPingIsClosed() {
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.settings());
                    line.say(Frames.ok(Frames.request(line)));
                    if (n == 1) {
                        Frames.next(line, Frames.PING);
                        line.await();
                    }
                    line.say(Frames.ok(Frames.request(line)));
                });
                var clients = new Clients(Targets.connectedWithin(1000, server.port(), HttpVersion.HTTP_2))) {
            assertThat(clients.outcome(Ask.get("/1").within(5000))).isEqualTo("200");
            assertThat(clients.outcome(Ask.get("/2").within(100))).isEqualTo("TIMEOUT");
            assertThat(clients.outcome(Ask.get("/3").within(20_000))).isEqualTo("200");
            assertThat(server.connections()).isEqualTo(2);
            server.awaitClosed(1);
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
