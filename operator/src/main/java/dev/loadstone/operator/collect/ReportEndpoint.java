package dev.loadstone.operator.collect;

import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/** Listens for runners: HTTPS, {@code POST /v1/runs/UID/RUN/runners/INDEX}, one report in, one answer out. */
public final class ReportEndpoint implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final long LEAST_BUDGET = ReportDoor.MOST_BYTES;
    private static final long HEAP_SHARE = 8;

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private ReportEndpoint(HttpsServer server) {
        this.server = server;
    }

    /** @param nanoTime monotonic, for rates */
    public static ReportEndpoint listen(
            InetSocketAddress address,
            SSLContext identity,
            Collector collector,
            RunnerTokens tokens,
            MeterRegistry registry,
            LongSupplier nanoTime)
            throws IOException {
        var endpoint = new ReportEndpoint(HttpsServer.create(address, BACKLOG));
        long budget = Math.max(LEAST_BUDGET, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        endpoint.server.createContext(
                "/",
                new ReportHandler(
                        collector,
                        new ReportDoor(collector, tokens, nanoTime),
                        new Admission(Math.min(budget, 64L << 20)),
                        new PushMeters(registry)));
        endpoint.server.setExecutor(endpoint.threads);
        endpoint.server.setHttpsConfigurator(new ReportTls(identity));
        endpoint.server.start();
        return endpoint;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
