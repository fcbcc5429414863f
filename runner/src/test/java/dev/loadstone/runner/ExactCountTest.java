package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Timing;
import io.netty.channel.ChannelHandlerContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactCountTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void everyArrivalIsSentOnceWhateverTheNumberOfRunners(int runners) {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var operator =
                    Operator.run(Plans.against(server.port()).runners(runners).open(500, 1500));
            var total = operator.total();
            assertThat(total.requestCounts()).isEqualTo(new Counts(750, 750, 0, 0, 0));
            assertThat(total.iterations()).singleElement().satisfies(series -> assertThat(series.counts())
                    .isEqualTo(new Counts(750, 750, 0, 0, 0)));
            assertThat(server.requests()).isEqualTo(750);
            assertThat(operator.secondsTotal().countsEqual(total)).isTrue();
        }
    }

    @Test
    void whatWasDueBeforeTheEndIsSentThoughItIsMoreThanOneBatch() {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var plans = patient("http", server.port());
            var total = Operator.run(plans.open(1_000_000, 1)).total();
            assertThat(total.requestCounts()).isEqualTo(new Counts(1000, 1000, 0, 0, 0));
        }
    }

    @Test
    void fiveThousandUsersAtOnceHaveAConnectionEach() {
        int users = 5_000;
        var waiting = new ArrayList<ChannelHandlerContext>();
        try (var server = new TargetServer((to, n) -> {
            waiting.add(to);
            if (n == users) {
                waiting.forEach(each -> TargetServer.say(each, TargetServer.OK));
            }
        })) {
            var plans = patient("http", server.port());
            var total = Operator.run(plans.open(users * 2, 500)).total();
            assertThat(total.requestCounts()).isEqualTo(new Counts(users, users, 0, 0, 0));
            assertThat(total.requests().getFirst().timing(Timing.CONNECT_TIME).count())
                    .isEqualTo(users);
        }
    }

    @Test
    void overTlsToo() throws Exception {
        var keys = Keys.of(folder, "ip:127.0.0.1");
        var https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(keys.context()));
        var served = new AtomicLong();
        https.createContext("/", exchange -> {
            served.incrementAndGet();
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("hello".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        https.start();
        keys.trust();
        try {
            int port = https.getAddress().getPort();
            var total = Operator.run(patient("https", port).open(200, 500)).total();
            assertThat(total.requestCounts()).isEqualTo(new Counts(100, 100, 0, 0, 0));
            assertThat(served).hasValue(100);
        } finally {
            Keys.trustNoMore();
            https.stop(0);
        }
    }

    /** Any machine has time for these. */
    private static Plans patient(String scheme, int port) {
        var target = new Target(scheme, "127.0.0.1", port, "", 20_000, 20_000);
        return Plans.against(port).target(target).gracefulStop(20_000);
    }

    @Test
    void aClosedPopulationCountsWhatTheServerCounts() {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var total =
                    Operator.run(Plans.against(server.port()).closed(10, 1000)).total();
            assertThat(total.requestCounts().completed())
                    .isEqualTo(server.requests())
                    .isPositive();
            assertThat(total.requestCounts().balanced()).isTrue();
        }
    }
}
