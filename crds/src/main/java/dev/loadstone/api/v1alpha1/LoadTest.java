package dev.loadstone.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A load test: applying it runs it, and its status tells how it went. */
@Group("loadstone.dev")
@Version("v1alpha1")
@ShortNames("lt")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase", type = Type.STRING)
@AdditionalPrinterColumn(name = "Verdict", jsonPath = ".status.verdict", type = Type.STRING)
@AdditionalPrinterColumn(name = "P95", jsonPath = ".status.summary.p95", type = Type.STRING)
@AdditionalPrinterColumn(name = "P99", jsonPath = ".status.summary.p99", type = Type.STRING)
@AdditionalPrinterColumn(name = "RPS", jsonPath = ".status.summary.rate", type = Type.STRING)
@AdditionalPrinterColumn(name = "Errors", jsonPath = ".status.summary.errors", type = Type.STRING)
@AdditionalPrinterColumn(name = "Progress", jsonPath = ".status.summary.progress", type = Type.STRING)
@AdditionalPrinterColumn(name = "Runners", jsonPath = ".status.summary.runners", type = Type.STRING, priority = 1)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.reason", type = Type.STRING, priority = 1)
@AdditionalPrinterColumn(name = "Run", jsonPath = ".status.run.number", type = Type.INTEGER, priority = 1)
@AdditionalPrinterColumn(name = "Next", jsonPath = ".status.schedule.nextRunAt", type = Type.STRING, priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public class LoadTest extends CustomResource<LoadTestSpec, LoadTestStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    /** A new value of this annotation starts a new run of an unchanged test. */
    public static final String RUN_AT = "loadstone.dev/run-at";

    @Required
    @Override
    public LoadTestSpec getSpec() {
        return super.getSpec();
    }
}
