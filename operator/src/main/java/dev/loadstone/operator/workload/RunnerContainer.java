package dev.loadstone.operator.workload;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.ResourcesSpec;
import dev.loadstone.api.v1alpha1.ValueSourceSpec;
import dev.loadstone.operator.plan.Planner;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.EnvVarSourceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The one container of a runner's pod. */
final class RunnerContainer {
    private static final String PLAN_DIRECTORY = "/etc/loadstone";
    private static final String TOKEN_DIRECTORY = "/var/run/secrets/loadstone";

    /** No CPU limit: a generator that is held back measures itself. */
    private static final ResourceRequirements DEFAULT_RESOURCES = new ResourceRequirementsBuilder()
            .withRequests(new TreeMap<>(Map.of("cpu", new Quantity("250m"), "memory", new Quantity("192Mi"))))
            .withLimits(Map.of("memory", new Quantity("512Mi")))
            .build();

    private RunnerContainer() {}

    static Container of(LoadTestSpec spec, @Nullable String planDigest, Part part, RunnerSettings settings) {
        String image = spec.runners().image();
        return new ContainerBuilder()
                .withName("runner")
                .withImage(image == null ? settings.image() : image)
                .withImagePullPolicy(settings.pullPolicy())
                .withEnv(environment(spec, planDigest, part, settings))
                .withResources(resources(spec.runners().resources()))
                .withSecurityContext(confined())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(
                        mount(RunnerTemplate.PLAN_VOLUME, PLAN_DIRECTORY, true),
                        mount(RunnerTemplate.TOKEN_VOLUME, TOKEN_DIRECTORY, true),
                        mount(RunnerTemplate.TMP_VOLUME, "/tmp", false))
                .addAllToVolumeMounts(RunnerFiles.mounts(spec))
                .build();
    }

    private static List<EnvVar> environment(
            LoadTestSpec spec, @Nullable String planDigest, Part part, RunnerSettings settings) {
        var environment = new ArrayList<>(List.of(
                new EnvVar("LOADSTONE_PLAN", PLAN_DIRECTORY + "/" + PlanConfigMap.PLAN, null),
                new EnvVar("LOADSTONE_CA", PLAN_DIRECTORY + "/" + PlanConfigMap.CA, null),
                new EnvVar("LOADSTONE_TOKEN", TOKEN_DIRECTORY + "/" + RunnerTemplate.TOKEN_FILE, null),
                new EnvVar("LOADSTONE_OPERATOR_URL", settings.operatorUrl(), null),
                new EnvVar(
                        "LOADSTONE_LINGER_MILLIS",
                        Long.toString(settings.linger().toMillis()),
                        null)));
        if (planDigest != null) {
            environment.add(new EnvVar("LOADSTONE_PLAN_SHA256", planDigest, null));
        }
        if (!part.isWhole()) {
            environment.add(new EnvVar("LOADSTONE_RUNNER_OFFSET", Integer.toString(part.first()), null));
        }
        for (int index = 0; index < spec.variables().size(); index++) {
            ValueSourceSpec from = spec.variables().get(index).valueFrom();
            if (from != null) {
                environment.add(new EnvVarBuilder()
                        .withName(Planner.environmentName(index))
                        .withValueFrom(source(from))
                        .build());
            }
        }
        return environment;
    }

    private static EnvVarSource source(ValueSourceSpec from) {
        var source = new EnvVarSourceBuilder();
        if (from.secretKeyRef() != null) {
            source.withNewSecretKeyRef(
                    from.secretKeyRef().key(), from.secretKeyRef().name(), false);
        }
        if (from.configMapKeyRef() != null) {
            source.withNewConfigMapKeyRef(
                    from.configMapKeyRef().key(), from.configMapKeyRef().name(), false);
        }
        return source.build();
    }

    private static ResourceRequirements resources(@Nullable ResourcesSpec spec) {
        return spec == null
                ? DEFAULT_RESOURCES
                : new ResourceRequirementsBuilder()
                        .withRequests(new TreeMap<>(spec.requests()))
                        .withLimits(new TreeMap<>(spec.limits()))
                        .build();
    }

    private static SecurityContext confined() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }

    private static VolumeMount mount(String volume, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(readOnly ? true : null)
                .build();
    }
}
