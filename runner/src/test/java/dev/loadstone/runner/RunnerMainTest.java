package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.loadstone.protocol.AddressRules;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.Cidr;
import dev.loadstone.protocol.PlanDigest;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerSummary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pod's runner against an operator behind HTTP. */
class RunnerMainTest {
    @TempDir
    Path folder;

    private final Set<String> calls = new ConcurrentSkipListSet<>();

    @Test
    void aWholeRunOverTls() throws Exception {
        var keys = Keys.of(folder, "ip:127.0.0.1");
        var https = HttpsServer.create(loopback(), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(keys.context()));
        try (var target = TargetServer.saying(TargetServer.OK)) {
            RunPlan plan = Plans.against(target.port()).open(100, 1200).plan();
            int code = run(
                    plan,
                    https,
                    "https",
                    Map.of(
                            "LOADSTONE_CA",
                            keys.certificate().toString(),
                            "LOADSTONE_PLAN_SHA256",
                            PlanDigest.of(ProtocolJson.write(plan))));
            assertThat(code).isZero();
            assertThat(target.requests()).isGreaterThanOrEqualTo(120);
            assertThat(calls).containsExactly("POST /v1/runs/test/1/runners/0 Bearer secret application/json");
        }
    }

    @Test
    void aMissingVariableIsTheOperatorsAndTheKubeletsToKnow() throws Exception {
        RunPlan plan = Plans.against(1).runners(1).open(1, 1).plan();
        int code = run(plan, HttpServer.create(loopback(), 0), "http", Map.of("JOB_COMPLETION_INDEX", "7"));
        assertThat(code).isEqualTo(2);
        assertThat(folder.resolve("log")).content().contains("there is no runner 7 of 1");
        assertThat(calls).isNotEmpty();
    }

    @Test
    void whatNobodyTookIsLeftInTheTerminationMessage() throws Exception {
        try (var target = TargetServer.saying(TargetServer.OK)) {
            RunPlan plan = Plans.against(target.port()).open(100, 1200).plan();
            var operator = new Operator(plan);
            var server = HttpServer.create(loopback(), 0);
            server.createContext("/", exchange -> {
                // It leaves when the load has started, as an operator does that is killed for good.
                if (operator.running().isDone()) {
                    exchange.close();
                } else {
                    answer(operator, exchange);
                }
            });
            server.start();
            var variables = variables(plan, server, "http");
            variables.put("LOADSTONE_LINGER_MILLIS", "500");
            int code = RunnerMain.run(variables);
            server.stop(0);
            assertThat(code).isEqualTo(3);
            String message = Files.readString(folder.resolve("log"));
            assertThat(message).startsWith("the final report was not taken: ").hasSizeLessThanOrEqualTo(4096);
            RunnerSummary left = RunnerSummary.read(message).orElseThrow();
            assertThat(left.run()).isEqualTo(plan.run());
            assertThat(left.total().requestCounts().completed())
                    .isEqualTo(target.requests())
                    .isEqualTo(120);
        }
    }

    @Test
    void anUnreadablePlan() throws IOException {
        Files.writeString(folder.resolve("plan"), "{");
        int code = RunnerMain.run(Map.of(
                "LOADSTONE_PLAN", folder.resolve("plan").toString(),
                "LOADSTONE_OPERATOR_URL", "http://127.0.0.1:1",
                "LOADSTONE_TERMINATION_LOG", folder.resolve("log").toString()));
        assertThat(code).isEqualTo(2);
        assertThat(folder.resolve("log")).content().contains("not a RunPlan");
    }

    @Test
    void aPlanThatTheOperatorDidNotWrite() throws Exception {
        RunPlan plan = Plans.against(1).runners(1).open(1, 1).plan();
        String other = PlanDigest.of(ProtocolJson.write(plan.within(new AddressRules(
                List.of(),
                List.of(new AddressRules.Listed("tenants", List.of(Cidr.parse("10.0.0.0/8")))),
                List.of()))));
        int code = run(plan, HttpServer.create(loopback(), 0), "http", Map.of("LOADSTONE_PLAN_SHA256", other));
        assertThat(code).isEqualTo(2);
        assertThat(folder.resolve("log")).content().contains("another plan in the place of the operator's");
        assertThat(calls).as("it did nothing of it").isEmpty();
    }

    @Test
    void aTerminatedProcessDrainsAndDeliversWhatItHas() throws Exception {
        try (var target = TargetServer.saying(TargetServer.OK)) {
            RunPlan plan = Plans.against(target.port()).open(100, 60_000).plan();
            var operator = new Operator(plan);
            var server = HttpServer.create(loopback(), 0);
            serve(server, operator);
            Process process = process(variables(plan, server, "http"));
            try {
                Operator.await(operator.running());
                process.destroy();
                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
                var total = Objects.requireNonNull(operator.latest(0).total()).requestCounts();
                assertThat(total.balanced()).as("%s", total).isTrue();
                assertThat(total.completed()).isEqualTo(target.requests()).isBetween(1L, 3000L);
            } finally {
                process.destroyForcibly();
                server.stop(0);
            }
        }
    }

    private Process process(Map<String, String> variables) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var builder = new ProcessBuilder(
                        java.toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunnerMain.class.getName())
                .inheritIO();
        builder.environment().putAll(variables);
        return builder.start();
    }

    private int run(RunPlan plan, HttpServer server, String scheme, Map<String, String> more) throws IOException {
        serve(server, new Operator(plan));
        try {
            var variables = variables(plan, server, scheme);
            variables.putAll(more);
            return RunnerMain.run(variables);
        } finally {
            server.stop(0);
        }
    }

    private void serve(HttpServer server, Operator operator) {
        server.createContext("/", exchange -> answer(operator, exchange));
        server.start();
    }

    private Map<String, String> variables(RunPlan plan, HttpServer server, String scheme) throws IOException {
        Files.write(folder.resolve("plan"), ProtocolJson.write(plan));
        Files.writeString(folder.resolve("token"), "secret\n");
        return new HashMap<>(Map.of(
                "LOADSTONE_PLAN", folder.resolve("plan").toString(),
                "LOADSTONE_OPERATOR_URL",
                        scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/",
                "LOADSTONE_TOKEN", folder.resolve("token").toString(),
                "LOADSTONE_TERMINATION_LOG", folder.resolve("log").toString()));
    }

    private void answer(Operator operator, HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + headers.getFirst("Authorization")
                + " " + headers.getFirst("Content-Type"));
        var report = ProtocolJson.read(exchange.getRequestBody().readAllBytes(), RunnerReport.class);
        Answer answer = operator.push(report).toCompletableFuture().join();
        byte[] json = ProtocolJson.write(answer);
        exchange.sendResponseHeaders(200, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
