package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.ResultsStatus.Source;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.protocol.Detail;
import dev.loadstone.protocol.Reduction;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs whose runners found no operator to report to, and left what they had in the status of their pods. */
class RecoveryTest {
    private static final Duration LINGER = Duration.ofSeconds(30);
    private static final Reduction TIGHT = new Reduction(Detail.TOTALS, 7);

    /** The operator is away until all runners have given up. */
    private static World away(String thresholds, Reduction reduction) {
        String yaml = LifecycleTest.yaml(2, "20s").replace("{stat: p95, max: 300ms}", thresholds);
        var world = new World(yaml, 1);
        world.fate = runner -> {
            runner.linger = LINGER;
            runner.reduction = reduction;
        };
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(3));
        world.downtime = Duration.ofMinutes(2);
        world.killOperator();
        return world;
    }

    private static World judged(String thresholds, Reduction reduction) {
        World world = away(thresholds, reduction);
        world.untilFinished(Duration.ofMinutes(4));
        return world;
    }

    @Test
    void whatFitsIsJudgedAsIfItHadBeenReported() {
        var calm = new World(LifecycleTest.yaml(2, "20s"), 1);
        calm.untilFinished(Duration.ofMinutes(2));
        World world = judged("{stat: p95, max: 300ms}", Reduction.NONE);

        assertThat(world.runners).allMatch(runner -> runner.left != null && runner.starts == 1);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().results().source()).isEqualTo(Source.TERMINATION_MESSAGE);
        assertThat(calm.status().results().source()).isNull();
        assertThat(world.status().results().responseTime())
                .isEqualTo(calm.status().results().responseTime());
        assertThat(world.status().results().requests())
                .isEqualTo(calm.status().results().requests());
        assertThat(world.status().results().completed()).isEqualTo(120);
        assertThat(world.status().runners().reported()).isEqualTo(2);
        assertThat(world.status().message())
                .contains(
                        "2 of 2 runners could not deliver a final report (0, 1)",
                        "termination messages",
                        "nothing is missing")
                .doesNotContain("loadstone-summary");
    }

    @Test
    void oneThatWasHeardAndOneThatWasNotAreJudgedTogether() {
        World world = away("{stat: p95, max: 300ms}", TIGHT);
        world.runners.getFirst().linger = Duration.ofMinutes(10);
        world.untilFinished(Duration.ofMinutes(4));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().results().completed()).isEqualTo(120);
        assertThat(world.status().results().responseTime().maxMicros()).isEqualTo(4900);
        assertThat(world.status().results().serviceTime())
                .as("of one runner alone")
                .isNull();
        assertThat(world.status().message()).contains("1 of 2 runners could not deliver a final report (1)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: ok, stat: p95, max: 300ms}                               | Passed       | AllThresholdsHeld",
                "{name: no, stat: max, max: 4ms}                                 | Failed       | ThresholdsFailed",
                "{name: no, stat: p50, max: 1ms}                                 | Failed       | ThresholdsFailed",
                "{name: er, metric: errorRate, max: '1%'}                        | Passed       | AllThresholdsHeld",
                "{name: by, stat: p95, max: 300ms, request: GET /, noData: Pass} | Inconclusive | DetailLost",
                "{name: ph, stat: p95, max: 300ms, phase: steady, noData: Fail}  | Inconclusive | DetailLost",
                "{name: st, metric: serviceTime, stat: p95, max: 300ms, noData: Pass} | Inconclusive | DetailLost",
                "{name: wi, stat: p95, max: 300ms, window: 5s, noData: Pass}     | Inconclusive | WindowsUnseen",
                "{name: nr, stat: p50, max: 2010us}                              | Inconclusive | DetailLost",
            })
    void whatDoesNotFitIsNeverTakenForAPass(String threshold, String verdict, String reason) {
        World world = judged(threshold, TIGHT);
        assertThat(world.status().reason()).as("%s", world).isEqualTo(reason);
        assertThat(world.status().verdict().name()).isEqualToIgnoringCase(verdict);
        assertThat(world.status().message())
                .contains("which tells nothing by name or phase, and response times are exact to");
        assertThat(world.status().results().completed()).isEqualTo(120);
        assertThat(world.status().results().phases()).isEmpty();
        assertThat(world.status().results().requests()).singleElement().satisfies(each -> assertThat(each.name())
                .isEqualTo("other"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{stat: p95, max: 300ms, request: GET /, phase: steady} | AllThresholdsHeld",
                "{stat: p95, max: 1ms, scenario: browse}                | ThresholdsFailed",
                "{metric: arrivalsKept, min: '100%', noData: Pass}      | AllThresholdsHeld",
                "{metric: apdex, satisfied: 300ms, min: '0.9', noData: Pass} | DetailLost",
            })
    void namesThatFitAreJudgedByName(String threshold, String reason) {
        World world = judged(threshold, new Reduction(Detail.RESPONSE_TIMES, 7));
        assertThat(world.status().reason()).as("%s", world).isEqualTo(reason);
        assertThat(world.status().message()).contains("no other times, groups or metrics", "exact to");
        assertThat(world.status().results().phases()).singleElement().satisfies(each -> assertThat(each.requests())
                .isEqualTo(120));
    }

    @Test
    void anotherRunnersWordsAreNotTaken() {
        assertNotTaken(world -> world.runners.get(1).left = world.runners.get(0).left);
    }

    @Test
    void wordsThatMakeNoSenseAreNotTaken() {
        assertNotTaken(world -> world.runners.get(1).left = "loadstone-summary:AAAA");
    }

    @Test
    void wordsOfAPodOfNoJobOfTheRunAreNotTaken() {
        assertNotTaken(world -> world.runners.get(1).owner = "another");
    }

    private static void assertNotTaken(Consumer<World> forgery) {
        World world = away("{stat: p95, max: 300ms}", Reduction.NONE);
        world.until(Duration.ofMinutes(2), () -> world.runners.stream().allMatch(runner -> runner.left != null));
        forgery.accept(world);
        world.untilFinished(Duration.ofMinutes(4));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(world.status().reason()).isEqualTo("RunnerLost");
        assertThat(world.status().message())
                .contains("runner 1 ended with exit code 3")
                .doesNotContain("loadstone-summary");
    }
}
