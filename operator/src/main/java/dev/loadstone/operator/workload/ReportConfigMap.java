package dev.loadstone.operator.workload;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.protocol.RunId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The whole report of a run. Never changed. */
public final class ReportConfigMap {
    private static final String REPORT = "report.json";

    private ReportConfigMap() {}

    public static ConfigMap of(LoadTest test, RunId run, byte[] reportJson) {
        return new ConfigMapBuilder()
                .withMetadata(RunMetadata.of(test, run, name(test, run)))
                .withImmutable(true)
                .withData(Map.of(REPORT, new String(reportJson, StandardCharsets.UTF_8)))
                .build();
    }

    public static String name(LoadTest test, RunId run) {
        return Names.report(test.getMetadata().getName(), run);
    }
}
