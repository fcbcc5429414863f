package dev.loadstone.operator.workload;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.RunnersSpec;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pod of a runner: restricted, spread over the nodes, with no credentials but a token that only the operator takes. */
final class RunnerTemplate {
    static final String PLAN_VOLUME = "plan";
    static final String TOKEN_VOLUME = "token";
    static final String TMP_VOLUME = "tmp";
    static final String TOKEN_FILE = "token";
    static final String AUDIENCE = "loadstone";

    private static final long USER = 65532;
    /** Of a runner that is told to go: to end its load, and to offer its last report for 15 s. */
    private static final long GRACE_SECONDS = 30;

    private static final long TOKEN_SECONDS = 600;

    private RunnerTemplate() {}

    static PodTemplateSpec of(
            LoadTest test, RunPlan plan, @Nullable String planDigest, Part part, RunnerSettings settings) {
        String name = test.getMetadata().getName();
        LoadTestSpec spec = test.getSpec();
        RunnersSpec runners = spec.runners();
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(with(runners.labels(), Labels.of(name, plan.run(), part)))
                .withAnnotations(with(runners.annotations(), Labels.annotations(name)))
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withServiceAccountName(runners.serviceAccountName())
                .withAutomountServiceAccountToken(false)
                .withImagePullSecrets(pullSecrets(runners, settings))
                .withPriorityClassName(runners.priorityClassName())
                .withEnableServiceLinks(false)
                .withSecurityContext(unprivileged())
                .withNodeSelector(RunnerPlacement.nodeSelector(runners, part))
                .withTolerations(RunnerPlacement.tolerations(runners))
                .withAffinity(runners.affinity())
                .withTopologySpreadConstraints(RunnerPlacement.spread(runners, Names.job(name, plan.run())))
                .withContainers(RunnerContainer.of(spec, planDigest, part, settings))
                .withVolumes(volumes(PlanConfigMap.name(test, plan.run())))
                .addAllToVolumes(RunnerFiles.volumes(spec))
                .endSpec()
                .build();
    }

    /** What a spec adds, without what would take the place of ours. */
    private static Map<String, String> with(Map<String, String> added, Map<String, String> ours) {
        var all = new TreeMap<>(added);
        all.keySet().removeIf(Labels::isReserved);
        all.putAll(ours);
        return all;
    }

    private static List<LocalObjectReference> pullSecrets(RunnersSpec runners, RunnerSettings settings) {
        return Stream.concat(settings.pullSecrets().stream(), runners.imagePullSecrets().stream())
                .distinct()
                .map(LocalObjectReference::new)
                .toList();
    }

    private static PodSecurityContext unprivileged() {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    private static List<Volume> volumes(String planConfigMap) {
        return List.of(
                new VolumeBuilder()
                        .withName(PLAN_VOLUME)
                        .withNewConfigMap()
                        .withName(planConfigMap)
                        .endConfigMap()
                        .build(),
                new VolumeBuilder()
                        .withName(TOKEN_VOLUME)
                        .withNewProjected()
                        .addNewSource()
                        .withNewServiceAccountToken()
                        .withAudience(AUDIENCE)
                        .withExpirationSeconds(TOKEN_SECONDS)
                        .withPath(TOKEN_FILE)
                        .endServiceAccountToken()
                        .endSource()
                        .endProjected()
                        .build(),
                new VolumeBuilder()
                        .withName(TMP_VOLUME)
                        .withNewEmptyDir()
                        .withSizeLimit(new Quantity("64Mi"))
                        .endEmptyDir()
                        .build());
    }
}
