package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Template;
import dev.loadstone.protocol.Timing;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the target does, every request ends in one way, and the run ends. */
class FaultTest {
    private static final Counts ALL_COMPLETED = new Counts(100, 100, 0, 0, 0);
    private static final Counts ALL_FAILED = new Counts(100, 0, 100, 0, 0);

    static Stream<Arguments> badResponses() {
        return Stream.of(
                Arguments.of("silent", "", ErrorClass.Kind.TIMEOUT),
                Arguments.of("cut off", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", ErrorClass.Kind.TIMEOUT),
                Arguments.of("garbage", "220 smtp ready\r\n", ErrorClass.Kind.PROTOCOL),
                Arguments.of("no length", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", ErrorClass.Kind.PROTOCOL),
                Arguments.of(
                        "bad chunk",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                        ErrorClass.Kind.PROTOCOL),
                Arguments.of("huge header", "HTTP/1.1 200 OK\r\nX: " + "y".repeat(70_000), ErrorClass.Kind.PROTOCOL));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badResponses")
    void aBadResponseFailsEachRequestInItsClass(String name, String response, ErrorClass.Kind kind) {
        try (var server = TargetServer.saying(response)) {
            var total = run(Plans.against(server.port()).requestTimeout(300));
            assertThat(total.requestCounts()).isEqualTo(ALL_FAILED);
            assertThat(series(total).errors()).isEqualTo(Map.of(ErrorClass.of(kind), 100L));
            assertThat(series(total).timing(Timing.RESPONSE_TIME).count()).isEqualTo(100);
        }
    }

    @Test
    void aTimeoutCountsAtTheTimeout() {
        try (var server = TargetServer.saying("")) {
            var total = run(Plans.against(server.port()).requestTimeout(300));
            assertThat(series(total).timing(Timing.RESPONSE_TIME).minMicros()).isBetween(300_000L, 1_000_000L);
        }
    }

    @Test
    void anEndlessResponseEndsByTheTimeout() {
        try (var server = new TargetServer((to, n) -> {
            TargetServer.say(to, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            drip(to);
        })) {
            var total = run(Plans.against(server.port()).requestTimeout(300));
            assertThat(total.requestCounts()).isEqualTo(ALL_FAILED);
            assertThat(series(total).errors()).containsOnlyKeys(ErrorClass.of(ErrorClass.Kind.TIMEOUT));
        }
    }

    /** A chunk, and when it is on its way the next one. */
    private static void drip(ChannelHandlerContext to) {
        to.writeAndFlush(Unpooled.copiedBuffer("1\r\nx\r\n", java.nio.charset.StandardCharsets.US_ASCII))
                .addListener(written -> {
                    if (written.isSuccess()) {
                        to.executor().schedule(() -> drip(to), 5, java.util.concurrent.TimeUnit.MILLISECONDS);
                    }
                });
    }

    @Test
    void aLargeBodyIsSkippedToItsEnd() {
        String body = "z".repeat(300_000);
        try (var server = TargetServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + body)) {
            var total = run(Plans.against(server.port()));
            assertThat(total.requestCounts()).isEqualTo(ALL_COMPLETED);
            assertThat(series(total).bytesReceived()).isGreaterThan(30_000_000);
        }
    }

    @Test
    void anUnexpectedStatusIsCountedByItsCode() {
        try (var server = TargetServer.saying("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(series(run(Plans.against(server.port()))).errors())
                    .isEqualTo(Map.of(ErrorClass.ofStatus(503), 100L));
        }
    }

    @Test
    void aConnectionThatClosesAfterEachResponseIsNoError() {
        try (var server = new TargetServer((to, n) -> to.writeAndFlush(Unpooled.copiedBuffer(
                        "HTTP/1.1 200 OK\r\n\r\nuntil close", java.nio.charset.StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE))) {
            var total = run(Plans.against(server.port()));
            assertThat(total.requestCounts()).isEqualTo(ALL_COMPLETED);
            assertThat(series(total).timing(Timing.CONNECT_TIME).count()).isEqualTo(100);
        }
    }

    @Test
    void aRequestThatMetAClosedConnectionIsTriedOnceMore() {
        try (var server = oncePerConnection()) {
            var total = run(Plans.against(server.port()));
            assertThat(total.requestCounts()).isEqualTo(ALL_COMPLETED);
            assertThat(server.requests()).isGreaterThan(100);
        }
    }

    @Test
    void aPostThatMetAClosedConnectionIsNotSentTwice() {
        try (var server = oncePerConnection()) {
            var post = new HttpStep("post", "POST", Template.text("/"), List.of(), null, List.of(), List.of());
            var total = run(Plans.against(server.port()).steps(post));
            assertThat(server.requests()).isEqualTo(100);
            assertThat(total.requestCounts().completed()).isLessThan(100);
            assertThat(series(total).errors()).containsOnlyKeys(ErrorClass.of(ErrorClass.Kind.CLOSED));
        }
    }

    private static TargetServer oncePerConnection() {
        var served = new HashSet<ChannelId>();
        return new TargetServer((to, n) -> {
            if (served.add(to.channel().id())) {
                TargetServer.say(to, TargetServer.OK);
            } else {
                to.close();
            }
        });
    }

    @Test
    void aServerThatClosesAtOnceIsAnError() {
        try (var server = new TargetServer((to, n) -> to.close())) {
            assertThat(series(run(Plans.against(server.port()))).errors())
                    .isEqualTo(Map.of(ErrorClass.of(ErrorClass.Kind.CLOSED), 100L));
        }
    }

    @Test
    void nobodyListening() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(series(run(Plans.against(port))).errors())
                .isEqualTo(Map.of(ErrorClass.of(ErrorClass.Kind.CONNECT), 100L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere.invalid", "a..b", "nowhere"})
    void aNameWithoutAnAddress(String name) {
        var target = new Target("http", name, 80, "", 20_000, 20_000);
        var total = run(Plans.against(80).target(target).gracefulStop(20_000));
        assertThat(series(total).errors()).isEqualTo(Map.of(ErrorClass.of(ErrorClass.Kind.DNS), 100L));
    }

    @Test
    void noTls() {
        try (var server = TargetServer.saying("HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n")) {
            var target = new Target("https", "127.0.0.1", server.port(), "", 2000, 20_000);
            assertThat(series(run(Plans.against(server.port()).target(target).gracefulStop(20_000)))
                            .errors())
                    .isEqualTo(Map.of(ErrorClass.of(ErrorClass.Kind.TLS), 100L));
        }
    }

    @Test
    void aFreezeAtTheEndLeavesNothingUncounted() {
        try (var server = new TargetServer((to, n) -> {
            if (n <= 50) {
                TargetServer.say(to, TargetServer.OK);
            }
        })) {
            var total = run(Plans.against(server.port()).requestTimeout(10_000).gracefulStop(200));
            assertThat(total.requestCounts()).isEqualTo(new Counts(100, 50, 0, 0, 50));
            assertThat(series(total).timing(Timing.RESPONSE_TIME).count()).isEqualTo(100);
        }
    }

    @Test
    void queuedArrivalsAreCountedAsIncompleteAndDroppedOnesAsDropped() {
        try (var server = TargetServer.saying("")) {
            var plans = Plans.against(server.port()).requestTimeout(10_000).gracefulStop(100);
            var queued = Operator.run(plans.open(200, 500, 10, false)).total();
            assertThat(queued.requestCounts()).isEqualTo(new Counts(100, 0, 0, 0, 100));
            assertThat(series(queued).timing(Timing.RESPONSE_TIME).count()).isEqualTo(100);
            var dropped = Operator.run(plans.open(200, 500, 10, true)).total();
            assertThat(dropped.requestCounts()).isEqualTo(new Counts(100, 0, 0, 90, 10));
            assertThat(dropped.iterations().getFirst().counts()).isEqualTo(new Counts(100, 0, 0, 90, 10));
        }
    }

    private static Interval run(Plans plans) {
        var operator = Operator.run(plans.open(200, 500));
        Interval total = operator.total();
        assertThat(total.requestCounts().balanced())
                .as("%s", total.requestCounts())
                .isTrue();
        assertThat(operator.secondsTotal().countsEqual(total)).isTrue();
        return total;
    }

    private static RequestSeries series(Interval total) {
        return total.requests().getFirst();
    }
}
