package dev.loadstone.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.operator.collect.Collector;
import dev.loadstone.operator.collect.PushMeters;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A dashboard that asks for what nobody tells stays empty, and an alert that does never fires: nobody would notice. */
class ShippedExpressionsTest {
    private static final Pattern LINE = Pattern.compile("(?m)^([a-z][a-z0-9_]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    /** Of the target: Prometheus puts them there. */
    private static final Set<String> OF_TARGET = Set.of("job", "instance", "pod", "namespace");

    @Test
    void everyMetricAndLabelOfDashboardsAndAlertsIsTold() throws Exception {
        Map<String, Set<String>> told = labelsByMetric(scrape());
        List<Expressions.Shipped> all = Expressions.shipped().all();
        assertThat(all).as("dashboards and alerts").hasSizeGreaterThan(40);
        for (Expressions.Shipped shipped : all) {
            List<Expressions.Selector> selectors = shipped.selectors();
            assertThat(selectors).as(shipped.toString()).isNotEmpty();
            var labels = new HashSet<>(OF_TARGET);
            for (Expressions.Selector selector : selectors) {
                assertThat(told).as(shipped.toString()).containsKey(selector.metric());
                assertThat(told.get(selector.metric())).as(shipped.toString()).containsAll(selector.labels());
                labels.addAll(told.get(selector.metric()));
            }
            assertThat(labels).as(shipped.toString()).containsAll(shipped.groups());
        }
    }

    @Test
    void aNameThatIsNotToldIsFound() {
        var shipped = new Expressions.Shipped(
                "here",
                "sum by (le, job) (rate(loadstone_nothing_total{verdict=\"x\", a!~\"b|c\"}[5m])) > 0.2 * max(other)");
        assertThat(shipped.selectors())
                .containsExactly(
                        new Expressions.Selector("loadstone_nothing_total", List.of("verdict", "a")),
                        new Expressions.Selector("other", List.of()));
        assertThat(shipped.groups()).containsExactly("le", "job");
    }

    private static Map<String, Set<String>> labelsByMetric(String scrape) {
        var labels = new TreeMap<String, Set<String>>();
        LINE.matcher(scrape).results().forEach(line -> {
            Set<String> of = labels.computeIfAbsent(line.group(1), unknown -> new HashSet<>());
            if (line.group(2) != null) {
                LABEL.matcher(line.group(2)).results().forEach(label -> of.add(label.group(1)));
            }
        });
        return labels;
    }

    /** What a leader tells to whom something of everything has happened. */
    private static String scrape() throws Exception {
        try (var meters = new OperatorMeters(MetricsConfig.DEFAULT, System::nanoTime)) {
            meters.watch(
                    new Collector(Clock.systemUTC(), run -> {}),
                    new OperatorHealth(Duration.ofSeconds(45), System::nanoTime));
            new PushMeters(meters.registry());
            new Backlog(Stream::empty, Clock.systemUTC()).register(meters.registry());
            meters.ended(Serialization.unmarshal(
                    "{\"verdict\": \"Failed\", \"reason\": \"ThresholdsFailed\"}", LoadTestStatus.class));
            reconcile(meters.reconciliations());
            var tests = new TestMeters(meters.registry(), System::nanoTime);
            tests.refresh(List.of(LiveRuns.busy("checkout", 2)));
            return meters.scrape();
        }
    }

    private static void reconcile(Metrics metrics) throws Exception {
        var test = new LoadTest();
        test.setMetadata(new ObjectMetaBuilder()
                .withName("checkout")
                .withNamespace("shop")
                .build());
        Map<String, Object> metadata = Map.of("controller.name", "loadtest");
        metrics.failedReconciliation(test, new IOException("the API server is away"), metadata);
        metrics.timeControllerExecution(new Metrics.ControllerExecution<String>() {
            @Override
            public String name() {
                return "reconcile";
            }

            @Override
            public String controllerName() {
                return "loadtest";
            }

            @Override
            public String successTypeName(String result) {
                return "noUpdate";
            }

            @Override
            public ResourceID resourceID() {
                return ResourceID.fromResource(test);
            }

            @Override
            public Map<String, Object> metadata() {
                return metadata;
            }

            @Override
            public String execute() {
                return "done";
            }
        });
    }
}
