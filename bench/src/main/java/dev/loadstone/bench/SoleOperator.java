package dev.loadstone.bench;

import com.sun.net.httpserver.HttpServer;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunnerReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The operator of one runner: it starts the runner when it is armed, keeps its seconds, and releases it when it is done. */
final class SoleOperator implements AutoCloseable {
    private static final long START_IN_MICROS = 300_000;

    private final TreeMap<Integer, Interval> seconds = new TreeMap<>();
    private final HttpServer server;
    private final Clock clock;
    private long startMicros;

    SoleOperator(Clock clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", new PushHandler(this::answer));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What came in the second with this number and in all later ones. */
    synchronized Interval since(int first) {
        return seconds.tailMap(first).values().stream()
                .reduce(Interval::plus)
                .orElseThrow(() -> new IllegalStateException("the runner told nothing of its seconds from " + first));
    }

    private synchronized CompletionStage<Answer> answer(RunnerReport report) {
        report.intervals().forEach(interval -> seconds.putIfAbsent(interval.first(), interval));
        long now = clock.millis() * 1000;
        startMicros = startMicros == 0 ? now + START_IN_MICROS : startMicros;
        Answer.Command command =
                switch (report.state()) {
                    case ARMED, RUNNING -> new Answer.Start(startMicros);
                    case DONE, BROKEN -> new Answer.Release();
                };
        int received = seconds.isEmpty() ? -1 : seconds.lastKey();
        return CompletableFuture.completedFuture(
                new Answer(report.sequence(), received, false, now, command, 1000));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
