package dev.loadstone.operator.collect;

import static dev.loadstone.operator.collect.Reports.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerReport.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pushes over real HTTPS on the loopback; only the cluster is a fake. */
class ReportEndpointTest {
    private static final Interval SECOND = Reports.second(0, new Random(1));

    private final TestClock clock = new TestClock();
    private final AtomicLong nanos = new AtomicLong();
    private final FakeCluster cluster = new FakeCluster();
    private final Collector collector = new Collector(clock, run -> {});
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryStore store = new MemoryStore();
    private final OperatorCertificate certificate =
            new OperatorCertificate(store, List.of("127.0.0.1"), clock, new SecureRandom());
    private ReportEndpoint endpoint;
    private HttpClient client;

    @BeforeEach
    void start() throws Exception {
        clock.advance(Duration.between(clock.instant(), Instant.now()));
        certificate.refresh();
        endpoint = ReportEndpoint.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                certificate.sslContext(),
                collector,
                new RunnerTokens(cluster, cluster, clock),
                meters,
                nanos::get);
        client = client();
        collector.open(Reports.plan(RUN, 2));
        cluster.runner("t0", RUN, 0);
        cluster.runner("t1", RUN, 1);
    }

    @AfterEach
    void stop() {
        client.close();
        endpoint.close();
    }

    private HttpClient client() throws Exception {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        trusted.setCertificateEntry(
                "ca", Pem.readCertificates(certificate.caPem()).getFirst());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    private HttpRequest.Builder post(String path, String token, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + endpoint.port() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .POST(body);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> push(String token, RunnerReport report) throws Exception {
        return push(token, report.run(), report.runner(), ProtocolJson.write(report));
    }

    private HttpResponse<byte[]> push(String token, RunId run, int index, byte[] body) throws Exception {
        return send(post("/v1/runs/" + run + "/runners/" + index, token, BodyPublishers.ofByteArray(body)));
    }

    private void assertRefused(HttpResponse<byte[]> response, PushResult result) {
        assertThat(response.statusCode()).as("%s", text(response)).isEqualTo(result.status());
        assertThat(text(response)).startsWith("{\"error\":\"");
        assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(result.passes());
        assertThat(meters.get("loadstone.pushes")
                        .tag("result", result.label())
                        .counter()
                        .count())
                .as("counted as %s", result)
                .isPositive();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void answersAReportAndTakesItsDoubleOnce() throws Exception {
        RunnerReport report = Reports.running(0, 3, SECOND);
        HttpResponse<byte[]> first = push("t0", report);
        assertThat(first.statusCode()).as("%s", text(first)).isEqualTo(200);
        Answer answer = ProtocolJson.read(first.body(), Answer.class);
        assertThat(answer.sequence()).isEqualTo(3);
        assertThat(answer.received()).isZero();
        assertThat(push("t0", report).body()).isEqualTo(first.body());
        assertThat(collector.journals(RUN).get(0).total()).isEqualTo(SECOND);
        assertThat(cluster.reviews).as("reviews").isEqualTo(1);
    }

    @Test
    void findsTheTruthWhenPushesWereLost() throws Exception {
        var second = Reports.second(1, new Random(2));
        push("t0", Reports.running(0, 5, second));
        HttpResponse<byte[]> resent =
                push("t0", Reports.report(0, 6, State.RUNNING, List.of(second), SECOND.plus(second)));
        assertThat(ProtocolJson.read(resent.body(), Answer.class).resend()).isFalse();
        assertThat(collector.journals(RUN).get(0).total()).isEqualTo(SECOND.plus(second));
    }

    @Test
    void takesNothingFromAnyoneElse() throws Exception {
        var otherRun = new RunId(RUN.test(), 7);
        cluster.runner("other-run", otherRun, 0);
        collector.open(Reports.plan(otherRun, 1));
        cluster.bystander("bystander");
        RunnerReport report = Reports.running(0, 1, SECOND);
        byte[] body = ProtocolJson.write(report);
        assertRefused(push("t1", report), PushResult.OTHER_RUNNER);
        assertRefused(push("other-run", report), PushResult.OTHER_RUNNER);
        assertRefused(push("bystander", report), PushResult.BAD_TOKEN);
        assertRefused(push("wrong-audience", report), PushResult.BAD_TOKEN);
        assertRefused(push("t1", RUN, 1, body), PushResult.OTHER_RUNNER);
        assertRefused(push("other-run", otherRun, 0, body), PushResult.OTHER_RUNNER);
        HttpRequest.Builder anonymous = post("/v1/runs/" + RUN + "/runners/0", "", BodyPublishers.ofByteArray(body));
        assertRefused(send(anonymous.setHeader("Authorization", "Basic dDA6dDA=")), PushResult.NO_TOKEN);
        assertThat(collector.journals(RUN)).isEmpty();
    }

    @Test
    void takesNothingFromAPodOfAnotherNamespace() throws Exception {
        var elsewhere = new RunId("elsewhere", 1);
        cluster.runner("t9", elsewhere, 0);
        var plan = Reports.plan(elsewhere, 1);
        collector.open(new RunPlan(
                plan.version(),
                elsewhere,
                "bank",
                plan.name(),
                1,
                1,
                plan.target(),
                List.of(),
                plan.scenarios(),
                plan.phases(),
                List.of(),
                0));
        var report = new RunnerReport(1, elsewhere, 0, "b", 0, State.ARMED, 0, List.of(), null, null, "");
        assertRefused(push("t9", report), PushResult.OTHER_RUNNER);
        assertThat(collector.journals(elsewhere)).isEmpty();
    }

    @Test
    void mergesNothingOfWhatIsMalformed() throws Exception {
        String sane = new String(ProtocolJson.write(Reports.running(0, 1, SECOND)), StandardCharsets.UTF_8);
        for (String body : List.of(
                "",
                "null",
                "[]",
                "{",
                sane.substring(0, sane.length() / 2),
                sane + "x",
                sane.replaceFirst("\"count\":[0-9]+", "\"count\":99999"),
                sane.replaceFirst("\"hdr\":\"[^\"]{12}", "\"hdr\":\"AAAAAAAAAAAA"),
                sane.replaceFirst("\"failed\":", "\"failed\":-"),
                sane.replaceFirst("\"sequence\":1", "\"sequence\":-1"),
                "[".repeat(100_000))) {
            nanos.addAndGet(1_000_000_000L);
            assertRefused(push("t0", RUN, 0, body.getBytes(StandardCharsets.UTF_8)), PushResult.MALFORMED);
        }
        assertThat(collector.journals(RUN)).isEmpty();
    }

    @Test
    void readsNoBodyThatIsTooLargeOrOfUnknownLengthOrEncoded() throws Exception {
        String path = "/v1/runs/" + RUN + "/runners/0";
        byte[] body = ProtocolJson.write(Reports.armed(0, 0));
        var unknownLength = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        assertRefused(send(post(path, "t0", unknownLength)), PushResult.NO_LENGTH);
        assertRefused(
                send(post(path, "t0", BodyPublishers.ofByteArray(body)).header("Content-Encoding", "gzip")),
                PushResult.ENCODED);
        assertRefused(pushOfWhichNothingIsRead(new byte[ReportDoor.MOST_BYTES + 1]), PushResult.TOO_LARGE);
    }

    /** The server closes with the body unread, so that its answer may be lost on the way, as TCP has it: then once more. */
    private HttpResponse<byte[]> pushOfWhichNothingIsRead(byte[] body) throws Exception {
        for (int attempt = 1; true; attempt++) {
            try {
                return push("t0", RUN, 0, body);
            } catch (IOException lost) {
                if (attempt == 20) {
                    throw lost;
                }
                nanos.addAndGet(1_000_000_000L);
            }
        }
    }

    @Test
    void knowsOnePathAndOneMethod() throws Exception {
        BodyPublisher none = BodyPublishers.noBody();
        for (String path : List.of(
                "/", "/v1/runs/" + RUN + "/runners/x", "/v1/runs/" + RUN + "/runners/0/", "/v1/runs/a/0/runners/0")) {
            assertRefused(send(post(path, "t0", none)), PushResult.NOT_FOUND);
        }
        assertRefused(send(post("/v1/runs/" + RUN + "/runners/0", "t0", none).GET()), PushResult.NOT_A_POST);
    }

    @Test
    void boundsTheRateOfARunnerAndOfUnknownTokens() throws Exception {
        RunnerReport report = Reports.armed(0, 0);
        for (int push = 0; push < 40; push++) {
            assertThat(push("t0", report).statusCode()).isEqualTo(200);
        }
        assertRefused(push("t0", report), PushResult.TOO_OFTEN);
        assertThat(push("t1", Reports.armed(1, 0)).statusCode())
                .as("another runner")
                .isEqualTo(200);
        for (int junk = 0; junk < 998; junk++) {
            push("junk-" + junk, report);
        }
        int reviews = cluster.reviews;
        assertRefused(push("one-more", report), PushResult.TOO_OFTEN);
        assertThat(cluster.reviews).isEqualTo(reviews);
    }

    @Test
    void aFloodFromAnotherNamespaceTakesNothingOfTheRunnersAllowance() throws Exception {
        cluster.runner("copy", new RunnerPod("bank", RUN, 0));
        for (int push = 0; push < 50; push++) {
            assertRefused(push("copy", Reports.armed(0, 0)), PushResult.OTHER_RUNNER);
        }
        assertThat(push("t0", Reports.armed(0, 0)).statusCode()).isEqualTo(200);
        collector.close(RUN, "shop");
        assertRefused(push("copy", Reports.armed(0, 0)), PushResult.OTHER_RUNNER);
        assertThat(push("t0", Reports.armed(0, 0)).statusCode()).isEqualTo(200);
    }

    /** A push of which no more than this comes. */
    private Socket begun(String token) throws IOException {
        Socket socket =
                client.sslContext().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), endpoint.port());
        String head = "POST /v1/runs/" + RUN + "/runners/0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                + "\r\nContent-Length: 7000000\r\n\r\n{";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    @Test
    void readsOneReportOfARunnerAtATime() throws Exception {
        try (Socket slow = begun("t0")) {
            assertThat(slow.isConnected()).isTrue();
            await("the slow report holds its place", 429);
            assertThat(push("t1", Reports.armed(1, 0)).statusCode())
                    .as("another runner")
                    .isEqualTo(200);
        }
        await("its place is free when its connection is gone", 200);
    }

    private void await(String fact, int status) throws Exception {
        Instant deadline = Instant.now().plusSeconds(20);
        for (HttpResponse<byte[]> last = null; last == null || last.statusCode() != status; ) {
            assertThat(Instant.now()).as("%s: %s", fact, last).isBefore(deadline);
            nanos.addAndGet(1_000_000_000L);
            last = push("t0", Reports.armed(0, 0));
        }
    }

    @Test
    void saysTryAgainWhileARunIsNotOpenOrNobodyCanBeAsked() throws Exception {
        var next = new RunId(RUN.test(), 3);
        cluster.runner("t2", next, 0);
        var report = new RunnerReport(1, next, 0, "b", 0, State.ARMED, 0, List.of(), null, null, "");
        assertRefused(push("t2", report), PushResult.NOT_OPEN);
        cluster.away = true;
        assertRefused(push("t1", Reports.armed(1, 0)), PushResult.NO_REVIEW);
    }

    @Test
    void refusesASecondProcessANewerFormatAndASurplusRunner() throws Exception {
        cluster.runner("t5", RUN, 5);
        push("t0", Reports.armed(0, 0));
        var second = new RunnerReport(1, RUN, 0, "second", 9, State.ARMED, 0, List.of(), null, null, "");
        var newer =
                new RunnerReport(RunnerReport.VERSION + 1, RUN, 1, "b", 0, State.ARMED, 0, List.of(), null, null, "");
        assertRefused(push("t0", second), PushResult.SECOND_BOOT);
        assertRefused(push("t1", newer), PushResult.NEWER_VERSION);
        assertRefused(push("t5", Reports.armed(5, 0)), PushResult.WRONG_RUNNER);
    }

    @Test
    void prefersTheCipherThatNeedsNoInstructionsOfItsOwn() throws Exception {
        assertThat(push("t0", Reports.armed(0, 0)).sslSession().orElseThrow().getCipherSuite())
                .isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
    }

    @Test
    void servesARenewedCertificateToNewConnections() throws Exception {
        clock.advance(Duration.ofDays(-300));
        store.write(Map.of());
        certificate.refresh();
        client.close();
        client = client();
        HttpResponse<byte[]> before = push("t0", Reports.armed(0, 0));
        clock.advance(Duration.ofDays(300));
        certificate.refresh();
        try (HttpClient another = client()) {
            client = another;
            HttpResponse<byte[]> after = push("t0", Reports.armed(0, 1));
            assertThat(after.statusCode()).isEqualTo(200);
            assertThat(after.sslSession().orElseThrow().getPeerCertificates()[0])
                    .isNotEqualTo(before.sslSession().orElseThrow().getPeerCertificates()[0]);
        }
    }
}
