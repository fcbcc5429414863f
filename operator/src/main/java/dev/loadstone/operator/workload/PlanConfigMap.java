package dev.loadstone.operator.workload;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.charset.StandardCharsets;

/** The plan of a run as its runners find it, with the authority that the operator's certificate is of. Never changed. */
public final class PlanConfigMap {
    static final String PLAN = "plan.json";
    static final String CA = "ca.crt";

    private PlanConfigMap() {}

    public static ConfigMap of(LoadTest test, RunPlan plan, RunnerSettings settings) {
        return new ConfigMapBuilder()
                .withMetadata(RunMetadata.of(test, plan.run(), name(test, plan.run())))
                .withImmutable(true)
                .addToData(PLAN, new String(ProtocolJson.write(plan), StandardCharsets.UTF_8))
                .addToData(CA, settings.authority().get())
                .build();
    }

    public static String name(LoadTest test, RunId run) {
        return Names.plan(test.getMetadata().getName(), run);
    }

    /**
     * The plan in a ConfigMap that {@link #of} made.
     *
     * @throws IllegalArgumentException where it is not the plan of this run
     */
    public static RunPlan read(ConfigMap map, RunId run) {
        String json = map.getData() == null ? null : map.getData().get(PLAN);
        if (json == null) {
            throw new IllegalArgumentException("ConfigMap " + map.getMetadata().getName() + " has no " + PLAN);
        }
        RunPlan plan = ProtocolJson.read(json.getBytes(StandardCharsets.UTF_8), RunPlan.class);
        if (!plan.run().equals(run)) {
            throw new IllegalArgumentException("ConfigMap " + map.getMetadata().getName() + " has the plan of run "
                    + plan.run() + ", not of " + run);
        }
        return plan;
    }
}
