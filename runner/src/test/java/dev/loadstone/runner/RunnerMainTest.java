package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pod's runner against an operator behind HTTP. */
class RunnerMainTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private final Set<String> calls = new ConcurrentSkipListSet<>();

    @Test
    void aWholeRunOverTls() throws Exception {
        KeyStore keys = keys();
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), null, null);
        var https = HttpsServer.create(loopback(), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        try (var target = TargetServer.saying(TargetServer.OK)) {
            RunPlan plan = Plans.against(target.port()).open(100, 1200).plan();
            int code = run(
                    plan,
                    https,
                    "https",
                    Map.of("LOADSTONE_CA", certificate(keys).toString()));
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
    void anUnreadablePlan() throws IOException {
        Files.writeString(folder.resolve("plan"), "{");
        int code = RunnerMain.run(Map.of(
                "LOADSTONE_PLAN", folder.resolve("plan").toString(),
                "LOADSTONE_OPERATOR_URL", "http://127.0.0.1:1",
                "LOADSTONE_TERMINATION_LOG", folder.resolve("log").toString()));
        assertThat(code).isEqualTo(2);
        assertThat(folder.resolve("log")).content().contains("not a RunPlan");
    }

    private int run(RunPlan plan, HttpServer server, String scheme, Map<String, String> more) throws IOException {
        var operator = new Operator(plan);
        server.createContext("/", exchange -> answer(operator, exchange));
        server.start();
        try {
            Files.write(folder.resolve("plan"), ProtocolJson.write(plan));
            Files.writeString(folder.resolve("token"), "secret\n");
            var variables = new HashMap<>(Map.of(
                    "LOADSTONE_PLAN", folder.resolve("plan").toString(),
                    "LOADSTONE_OPERATOR_URL",
                            scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/",
                    "LOADSTONE_TOKEN", folder.resolve("token").toString(),
                    "LOADSTONE_TERMINATION_LOG", folder.resolve("log").toString()));
            variables.putAll(more);
            return RunnerMain.run(variables);
        } finally {
            server.stop(0);
        }
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

    /** The JDK can make a certificate only by its command. */
    private KeyStore keys() throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "operator",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=operator",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private Path certificate(KeyStore keys) throws IOException, GeneralSecurityException {
        String body = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("operator").getEncoded());
        return Files.writeString(
                folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
