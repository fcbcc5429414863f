package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.operator.loadtest.FakeRunner.Mishap;
import dev.loadstone.operator.observe.AuditEntry;
import dev.loadstone.operator.policy.Bounds;
import dev.loadstone.operator.policy.PolicyManifests;
import dev.loadstone.protocol.Errand;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What policies do to runs: before they start, and under way. */
class PolicyTest {
    private static Bounds bound(String spec) {
        return new Bounds(List.of(PolicyManifests.policy("tenants", spec)), List.of());
    }

    private static String accepted(World world) {
        return world.status().conditions().stream()
                .filter(each -> each.getType().equals("Accepted"))
                .map(Condition::getStatus)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRunThatIsNotAllowedIsRefusedBeforeAnythingIsMade() {
        var world = new World(LifecycleTest.yaml(3, "60s"), 1);
        world.bounds = bound("maxRunners: 2");
        world.untilFinished(Duration.ofSeconds(5));
        assertThat(world.status().verdict()).isEqualTo(Outcome.ERROR);
        assertThat(world.status().reason()).isEqualTo("PolicyViolation");
        assertThat(world.status().message())
                .isEqualTo("1 error: spec.runners.count: 3 runners; LoadTestPolicy tenants allows 2 (maxRunners)");
        assertThat(accepted(world)).isEqualTo("False");
        assertThat(world.jobs()).isEmpty();
        assertThat(world.audit).extracting(AuditEntry::event).containsExactly("RunRefused");
    }

    @Test
    void theLineOfARefusedRunNamesServicesToo() {
        var world = new World(
                LifecycleTest.yaml(3, "60s")
                        .replace("{url: \"http://shop:8080\"}", "{service: {name: shop, port: 80}}"),
                1);
        world.bounds = bound("maxRunners: 2");
        world.untilFinished(Duration.ofSeconds(5));
        assertThat(world.audit).singleElement().satisfies(each -> assertThat(each.targets())
                .containsExactly("http://shop.shop.svc:80"));
    }

    @Test
    void aRunThatIsNotAllowedIsRefusedBeforeItsTurnToo() {
        var world = new World(LifecycleTest.yaml(3, "60s"), 1);
        world.turn = new Turn.Later(1, 1, 50, null);
        world.bounds = bound("maxRunners: 2");
        world.untilFinished(Duration.ofSeconds(5));
        assertThat(world.status().reason()).isEqualTo("PolicyViolation");
        assertThat(world.phases).containsExactly(RunPhase.FINISHED);
        assertThat(world.audit).extracting(AuditEntry::event).containsExactly("RunRefused");
    }

    @Test
    void whoWaitsForTheNamespaceReadsWhichPolicyItIsAndIsHeldToItWhenItsTurnComes() {
        var world = new World(LifecycleTest.yaml(3, "60s"), 1);
        world.turn = new Turn.Later(1, 2, 1, "shop");
        world.bounds = bound("maxConcurrentRuns: 1");
        world.untilPhase(RunPhase.QUEUED);
        assertThat(world.status().message())
                .isEqualTo("1st of 2 in the queue of namespace shop: 1 run is under way there, "
                        + "as many as LoadTestPolicy tenants allows (maxConcurrentRuns).");
        world.bounds = bound("maxRunners: 2");
        world.turn = Turn.NOW;
        world.requestLook();
        world.untilFinished(Duration.ofSeconds(5));
        assertThat(world.status().reason()).isEqualTo("PolicyViolation");
        assertThat(world.jobs()).isEmpty();
    }

    @Test
    void aFreezeDrainsTheRunAndNothingStartsItAgain() {
        var world = new World(LifecycleTest.yaml(2, "60s"), 1);
        world.until(Duration.ofSeconds(30), () -> world.runners.stream().anyMatch(each -> each.starts == 1));
        world.pass(Duration.ofSeconds(5));
        world.bounds = bound("freeze: true");
        world.requestLook();
        world.untilFinished(Duration.ofSeconds(5));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.ABORTED);
        assertThat(world.status().reason()).isEqualTo("Frozen");
        assertThat(world.status().message()).contains("LoadTestPolicy tenants has frozen");
        assertThat(accepted(world)).isEqualTo("True");
        world.bounds = Bounds.NONE;
        world.requestLook();
        world.pass(Duration.ofSeconds(10));
        assertThat(world.status().run().number()).isEqualTo(1);
        world.requestRun("again");
        world.until(Duration.ofSeconds(30), () -> world.status().run().number() == 2);
    }

    @Test
    void aFreezeStopsASetupAndLeavesOutTheTeardown() {
        var world = new World(ErrandsTest.yaml(1, "60s"), 1);
        world.fate = runner -> runner.errand.setup = Errand.State.UNDERWAY;
        world.until(
                Duration.ofSeconds(30),
                () -> world.status() != null
                        && world.status().run() != null
                        && world.status().run().setupAt() != null);
        world.bounds = bound("freeze: true");
        world.requestLook();
        world.untilFinished(Duration.ofSeconds(1));
        assertThat(world.status().reason()).as("%s", world).isEqualTo("Frozen");
        assertThat(world.status().run().startMicros()).isNull();
        assertThat(world.status().run().teardownAt()).isNull();
        assertThat(world.jobs()).isEmpty();
    }

    @Test
    void nothingStartsWhileItIsNotKnownWhatBindsTheNamespaceAndWhatRunsGoesOn() {
        var world = new World(LifecycleTest.yaml(2, "10s"), 1);
        world.bounds = Bounds.NONE.doubted("the labels of namespace shop can't be read: forbidden");
        world.untilPhase(RunPhase.QUEUED);
        assertThat(world.status().message())
                .isEqualTo("No run starts while it is not known what binds its namespace: "
                        + "the labels of namespace shop can't be read: forbidden.");
        world.pass(Duration.ofMinutes(5));
        assertThat(world.jobs()).isEmpty();
        Bounds doubted = world.bounds;
        world.bounds = Bounds.NONE;
        world.requestLook();
        world.until(Duration.ofSeconds(30), () -> world.runners.stream().anyMatch(each -> each.starts == 1));
        world.bounds = doubted;
        world.untilFinished(Duration.ofMinutes(1));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aPlanThatIsToBeMadeAgainIsNotMadeByAPolicyThatCantBeRead() {
        var world = new World(LifecycleTest.yaml(2, "10s"), 1);
        world.bounds = bound("targets: {cidrs: {allowed: [10.0.0.0/8]}}");
        world.refuses = object -> object.getMetadata().getName().endsWith("-plan");
        world.untilPhase(RunPhase.PLANNING);
        world.bounds = bound("targets: {cidrs: {allowed: [10.0.0.0/99]}}");
        world.refuses = object -> false;
        world.requestLook();
        world.untilFinished(Duration.ofSeconds(5));
        assertThat(world.status().reason()).as("%s", world).isEqualTo("PolicyViolation");
        assertThat(world.status().message()).contains("10.0.0.0/99");
        assertThat(world.jobs()).isEmpty();
    }

    @Test
    void aPlanThatIsMadeAgainUnderOtherPoliciesIsTheOneThatItsRunnersAreTold() {
        var world = new World(LifecycleTest.yaml(2, "10s"), 1);
        world.refuses = object -> object.getMetadata().getName().endsWith("-plan");
        world.untilPhase(RunPhase.PLANNING);
        String first = world.status().run().planDigest();
        world.bounds = bound("targets: {cidrs: {allowed: [10.0.0.0/8]}}");
        world.refuses = object -> false;
        world.requestLook();
        world.untilFinished(Duration.ofMinutes(1));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().run().planDigest()).isNotEqualTo(first);
    }

    @Test
    void whatIsTightenedInMidRunBindsTheNextOne() {
        var world = new World(LifecycleTest.yaml(2, "10s"), 1);
        world.until(Duration.ofSeconds(30), () -> world.runners.stream().anyMatch(each -> each.starts == 1));
        world.bounds = bound("maxRunners: 1");
        world.killOperator();
        world.untilFinished(Duration.ofSeconds(30));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        world.requestRun("again");
        world.until(Duration.ofSeconds(5), () -> world.status().run().number() == 2);
        assertThat(world.status().reason()).isEqualTo("PolicyViolation");
    }

    @Test
    void aRunnerThatMayNotReachItsTargetEndsTheRunWithItsWords() {
        var world = new World(LifecycleTest.yaml(2, "60s"), 1);
        world.fate = runner -> {
            runner.mishap = Mishap.BROKEN;
            runner.complaint = "169.254.169.254 is link-local; Loadstone does not send load there";
        };
        world.untilFinished(Duration.ofSeconds(30));
        assertThat(world.status().verdict()).isEqualTo(Outcome.ERROR);
        assertThat(world.status().reason()).isEqualTo("TargetRefused");
        assertThat(world.status().message()).contains("169.254.169.254 is link-local");
        assertThat(accepted(world)).isEqualTo("True");
    }

    @Test
    void theAuditLogHasWhoWhatWhereAndHowMuch() {
        var world = new World(LifecycleTest.yaml(2, "10s"), 1);
        world.bounds = bound("maxRunners: 2");
        world.test.getMetadata().setManagedFields(List.of(Managed.spec("argocd", "2026-01-02T03:04:05Z")));
        world.untilFinished(Duration.ofSeconds(60));
        assertThat(world.audit).extracting(AuditEntry::event).containsExactly("RunStarted", "RunEnded");
        assertThat(world.audit.getFirst()).satisfies(each -> {
            assertThat(each.changedBy().manager()).isEqualTo("argocd");
            assertThat(each.trigger()).isEqualTo("Created");
            assertThat(each.targets()).containsExactly("http://shop:8080");
            assertThat(each.load().durationMillis()).isEqualTo(10_000);
            assertThat(each.pods().runners()).isEqualTo(2);
            assertThat(each.policies()).containsExactly("tenants");
        });
        assertThat(world.audit.getLast().outcome().requests())
                .isEqualTo(world.status().results().offered())
                .isPositive();
    }
}
