package dev.loadstone.runner.report;

import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunnerReport;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reports by HTTP to an operator elsewhere. */
public final class HttpUplink implements Uplink, AutoCloseable {
    /** A fresh ClusterIP may swallow the first packet: trying again beats waiting. */
    private static final int CONNECT_MILLIS = 1000;

    private static final int PUSH_MILLIS = 5000;
    /** What the operator takes. It need not see the rest to refuse it, and might not be heard while it does. */
    private static final int MOST_BYTES = 4 << 20;

    /** More, and it is the room that matters. */
    private static final int USUAL_INTERVALS = 3;

    private final String base;
    private final Optional<Path> token;
    private final Vertx vertx;
    private final WebClient client;

    /**
     * @param base of the operator, {@code https://host:port}
     * @param token file with the bearer token, read anew for each push because the kubelet renews it
     * @param authority file with the certificates to trust, PEM; those of the JDK where there is none
     */
    public HttpUplink(URI base, Optional<Path> token, Optional<Path> authority) {
        this.base = base.toString().replaceAll("/+$", "");
        this.token = token;
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setPreferNativeTransport(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        var options = new WebClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setFollowRedirects(false)
                .setUserAgent("loadstone-runner")
                .setVerifyHost(true);
        authority.ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        client = WebClient.create(vertx, options);
    }

    @Override
    public CompletionStage<Answer> push(RunnerReport report) {
        byte[] body = isUsual(report) ? ProtocolJson.writeQuickly(report) : ProtocolJson.write(report);
        if (body.length > MOST_BYTES) {
            return CompletableFuture.failedFuture(new TooLargeException("a report of " + body.length + " bytes"));
        }
        var request = client.postAbs(base + "/v1/runs/" + report.run() + "/runners/" + report.runner())
                .timeout(PUSH_MILLIS)
                .putHeader("Content-Type", "application/json");
        token.ifPresent(file -> request.bearerTokenAuthentication(read(file)));
        return request.sendBuffer(Buffer.buffer(body)).map(HttpUplink::answer).toCompletionStage();
    }

    /** As each second has one: deflating would take most of its time, and the load waits meanwhile for the core. */
    private static boolean isUsual(RunnerReport report) {
        return report.intervals().size() <= USUAL_INTERVALS && report.total() == null;
    }

    private static String read(Path token) {
        try {
            return Files.readString(token).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(HttpResponse<Buffer> response) {
        return switch (response.statusCode()) {
            case 200 -> ProtocolJson.read(response.body().getBytes(), Answer.class);
            case 409, 410 -> throw new NotWantedException("the operator said " + response.statusCode());
            case 413 -> throw new TooLargeException("the operator said 413");
            default -> throw new IllegalArgumentException("the operator said " + response.statusCode());
        };
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }
}
