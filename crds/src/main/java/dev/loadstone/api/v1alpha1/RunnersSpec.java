package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Affinity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pods that make the load. */
@ValidationRule(value = "!has(self.count) || !has(self.auto)", message = "runners has at most one of count, auto")
@ValidationRule(
        value = "!has(self.distribution) || self.distribution.map(each, each.percent).sum() == 100",
        message = "the percents of distribution do not sum up to 100")
public record RunnersSpec(
        @JsonPropertyDescription("Number of pods; they share the load exactly. Default: 1.") @Min(1) @Max(500) @Nullable
        Integer count,

        @JsonPropertyDescription("As many pods as the load needs, in place of count.") @Nullable
        AutoSpec auto,

        @JsonPropertyDescription("Image of the runner. Default: the one of the installed release.")
        @Size(min = 1, max = 512)
        @Nullable
        String image,

        @JsonPropertyDescription("CPU and memory of each pod.") @Nullable
        ResourcesSpec resources,

        @JsonPropertyDescription("Labels that a node must have.") @Size(max = 20)
        Map<String, @Size(max = 63) String> nodeSelector,

        @JsonPropertyDescription("Taints of nodes that do not matter.") @Size(max = 20)
        List<TolerationSpec> tolerations,

        @JsonPropertyDescription(
                "Nodes and neighbours to be near to or away from, as in a pod: kubectl explain pod.spec.affinity.")
        @Nullable
        Affinity affinity,

        @JsonPropertyDescription("How the pods of the run are spread over nodes, zones and such.") @Size(max = 5)
        List<TopologySpreadSpec> topologySpread,

        @JsonPropertyDescription("Name of the PriorityClass of the pods.") @Size(min = 1, max = 253) @Nullable
        String priorityClassName,

        @JsonPropertyDescription("Shares of the load that come from different nodes, such as regions.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(min = 1, max = 20)
        List<DistributionSpec> distribution,

        @JsonPropertyDescription("Labels to add to the pods.") @Size(max = 50)
        Map<String, @Size(max = 63) String> labels,

        @JsonPropertyDescription("Annotations to add to the pods.") @Size(max = 50)
        Map<String, @Size(max = 4096) String> annotations,

        @JsonPropertyDescription("ServiceAccount of the pods. Default: that of the namespace.")
        @Size(min = 1, max = 253)
        @Nullable
        String serviceAccountName,

        @JsonPropertyDescription("Names of the Secrets with which images are pulled.") @Size(max = 10)
        List<@Size(min = 1, max = 253) String> imagePullSecrets,

        @JsonPropertyDescription("When a runner is lost in mid-run. Fail: the others are stopped, and the verdict is "
                + "Inconclusive. Continue: the merged result of the others is judged, and the message names the "
                + "share that was lost.")
        @Default("Fail")
        OnLoss onLoss,

        @JsonPropertyDescription(
                "When the generator itself was the bottleneck. Inconclusive: that is the verdict. Warn: the "
                        + "thresholds are judged all the same, and the message warns.")
        @Default("Inconclusive")
        OnSaturation onSaturation) {

    /** The count has no default in the schema: a stored one would stand beside an auto that is given later. */
    public RunnersSpec {
        count = count == null && auto == null ? Integer.valueOf(1) : count;
        nodeSelector = nodeSelector == null ? Map.of() : Map.copyOf(nodeSelector);
        tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
        topologySpread = topologySpread == null ? List.of() : List.copyOf(topologySpread);
        distribution = distribution == null ? List.of() : List.copyOf(distribution);
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
        imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
        onLoss = onLoss == null ? OnLoss.FAIL : onLoss;
        onSaturation = onSaturation == null ? OnSaturation.INCONCLUSIVE : onSaturation;
    }

    /** So many plain runners. */
    public static RunnersSpec of(int count) {
        return new RunnersSpec(
                count, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** The same runners, of this number. */
    public RunnersSpec counted(int number) {
        return new RunnersSpec(
                number,
                null,
                image,
                resources,
                nodeSelector,
                tolerations,
                affinity,
                topologySpread,
                priorityClassName,
                distribution,
                labels,
                annotations,
                serviceAccountName,
                imagePullSecrets,
                onLoss,
                onSaturation);
    }
}
