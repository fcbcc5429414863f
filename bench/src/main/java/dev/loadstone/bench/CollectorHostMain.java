package dev.loadstone.bench;

import dev.loadstone.operator.collect.CertificateStore;
import dev.loadstone.operator.collect.Collector;
import dev.loadstone.operator.collect.OperatorCertificate;
import dev.loadstone.operator.collect.ReportEndpoint;
import dev.loadstone.operator.collect.RunnerPod;
import dev.loadstone.operator.collect.RunnerTokens;
import dev.loadstone.operator.collect.TokenReviews;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Judge;
import dev.loadstone.protocol.RunPlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's collector as a process of its own, behind its real endpoint; only the cluster is not there. It answers each line on
 * its standard input: {@code figures} by what it took so far, {@code live} by the same after a collection, {@code read} by how long it
 * takes to merge and judge all there is.
 */
final class CollectorHostMain {
    private CollectorHostMain() {}

    /** @param arguments the number of runners, and the file that the authority's certificate is written to */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        int runners = Integer.parseInt(arguments[0]);
        RunPlan plan = CollectorRun.plan(runners);
        var collector = new Collector(Clock.systemUTC(), run -> {});
        collector.open(plan);
        var certificate =
                new OperatorCertificate(new InMemory(), List.of("127.0.0.1"), Clock.systemUTC(), new SecureRandom());
        certificate.refresh();
        Files.writeString(Path.of(arguments[1]), certificate.caPem());
        TokenReviews reviews = token -> new TokenReviews.Genuine(CollectorRun.NAMESPACE, token, "uid");
        var tokens = new RunnerTokens(reviews, (_, name, _) -> pod(name), Clock.systemUTC());
        try (var endpoint = ReportEndpoint.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                certificate.sslContext(),
                collector,
                tokens,
                new SimpleMeterRegistry(),
                System::nanoTime)) {
            System.out.println(endpoint.port());
            answer(collector, plan);
        }
    }

    private static Optional<RunnerPod> pod(String name) {
        return Optional.of(new RunnerPod(CollectorRun.NAMESPACE, CollectorRun.ID, Integer.parseInt(name)));
    }

    private static void answer(Collector collector, RunPlan plan) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(
                    switch (line) {
                        case "read" -> read(collector, plan);
                        case "live" -> live();
                        default -> ProcessFigures.now();
                    });
        }
    }

    /** What is still needed of the heap. */
    private static ProcessFigures live() throws IOException {
        System.gc();
        return ProcessFigures.now();
    }

    /** What the reconciler does with a run under way each second. */
    private static String read(Collector collector, RunPlan plan) {
        long begun = System.nanoTime();
        var journals = collector.journals(CollectorRun.ID);
        collector.notices(CollectorRun.ID);
        collector.lastSeen(CollectorRun.ID);
        Report report = Report.merge(
                plan, journals.values(), collector.sum(CollectorRun.ID), collector.windows(CollectorRun.ID));
        boolean aborting = Judge.aborting(report).isPresent();
        long nanos = System.nanoTime() - begun;
        boolean sound = report.runners().stream().allMatch(each -> each.agreed());
        return nanos + " " + report.results().counts().ended() + " " + report.complete() + " " + (sound && !aborting);
    }

    /** Nobody else writes. */
    private static final class InMemory implements CertificateStore {
        private Stored stored = new Stored(Map.of(), "");

        @Override
        public Stored read() {
            return stored;
        }

        @Override
        public boolean replace(Stored before, Map<String, String> pem) {
            stored = new Stored(pem, "");
            return true;
        }
    }
}
