package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.operator.workload.PlanConfigMap;
import dev.loadstone.protocol.RunId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of a run whose plan's place is taken by one that the operator did not write. */
class ForgedPlanTest {
    private final World world = new World(LifecycleTest.yaml(2, "10s"), 1);

    private String name(int run) {
        return PlanConfigMap.name(world.test, new RunId(world.test.getMetadata().getUid(), run));
    }

    /** The plan of the first run, as that of another, with its load turned up. */
    private ConfigMap forged(int run) {
        var first = (ConfigMap) world.objects.get(name(1));
        String plan = first.getData().get("plan.json");
        assertThat(plan).contains("\"number\":1").contains("\"runners\":2");
        return new ConfigMapBuilder(first)
                .editMetadata()
                .withName(name(run))
                .endMetadata()
                .addToData(
                        "plan.json",
                        plan.replace("\"number\":1", "\"number\":" + run).replace("\"runners\":2", "\"runners\":3"))
                .build();
    }

    @Test
    void whoIsThereFirstStopsTheRunAndDoesNotMakeItsPlan() {
        world.untilFinished(Duration.ofMinutes(1));
        world.objects.put(name(2), forged(2));
        world.requestRun("again");
        world.until(
                Duration.ofSeconds(10), () -> "PodRefused".equals(world.status().reason()));
        assertThat(world.status().message()).contains("ConfigMap " + name(2) + " is there already");
        assertThat(world.jobs()).as("runners would do what that plan says").hasSize(1);
        world.objects.remove(name(2));
        world.untilFinished(Duration.ofMinutes(1));
        assertThat(world.verdicts).as("%s", world).containsEntry(2, Outcome.PASSED);
        assertThat(world.status().runners().desired()).isEqualTo(2);
    }

    @Test
    void aRunUnderWayIsJudgedByItsOwnPlanWhateverIsInItsPlace() {
        world.until(Duration.ofSeconds(30), () -> world.runners.stream().anyMatch(each -> each.starts == 1));
        world.objects.put(name(1), forged(1));
        world.killOperator();
        world.untilFinished(Duration.ofMinutes(1));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().runners().desired()).isEqualTo(2);
    }

    @Test
    void aRunThatWasPlannedBeforeStatusesHadADigestGoesOn() {
        world.until(Duration.ofSeconds(30), () -> world.jobs().findAny().isPresent());
        String status = Serialization.asYaml(world.status());
        assertThat(status).contains("planDigest");
        world.test.setStatus(
                Serialization.unmarshal(status.replaceAll("\n *planDigest: [^\n]*", ""), LoadTestStatus.class));
        world.killOperator();
        world.untilFinished(Duration.ofMinutes(1));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().run().planDigest()).isNull();
    }
}
