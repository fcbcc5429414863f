package dev.loadstone.operator.workload;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.protocol.PlanDigest;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** What tells the ConfigMap of this plan from one that somebody else put in its place. */
    public static String digest(RunPlan plan) {
        return PlanDigest.of(ProtocolJson.write(plan));
    }

    /** Whether both have the same plan. */
    public static boolean areSame(ConfigMap one, ConfigMap other) {
        return json(one).equals(json(other));
    }

    /**
     * The plan in a ConfigMap that {@link #of} made: whoever may make ConfigMaps there can make one of that name.
     *
     * @param digest of the plan, as the run's status has it; null for a run that was planned before statuses had it
     * @throws IllegalArgumentException where it is not the plan of this run
     */
    public static RunPlan read(ConfigMap map, RunId run, @Nullable String digest) {
        String name = map.getMetadata().getName();
        byte[] json = json(map)
                .orElseThrow(() -> new IllegalArgumentException("ConfigMap " + name + " has no " + PLAN))
                .getBytes(StandardCharsets.UTF_8);
        if (digest != null && !digest.equals(PlanDigest.of(json))) {
            throw new IllegalArgumentException("ConfigMap " + name + " has another plan than the operator wrote");
        }
        RunPlan plan = ProtocolJson.read(json, RunPlan.class);
        if (!plan.run().equals(run)
                || !plan.namespace().equals(map.getMetadata().getNamespace())
                || !Names.plan(plan.name(), run).equals(name)) {
            throw new IllegalArgumentException("ConfigMap " + name + " has the plan of run " + plan.run() + " of "
                    + plan.namespace() + "/" + plan.name());
        }
        return plan;
    }

    private static Optional<String> json(ConfigMap map) {
        return Optional.ofNullable(map.getData()).map(data -> data.get(PLAN));
    }
}
