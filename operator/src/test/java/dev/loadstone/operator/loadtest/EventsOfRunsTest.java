package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.operator.loadtest.FakeRunner.Mishap;
import dev.loadstone.operator.verdict.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events are few, and each has a reason of the list that docs/reasons.md tells. */
class EventsOfRunsTest {
    private static final Set<String> VERDICTS = Arrays.stream(Outcome.values())
            .map(each -> each.name().charAt(0) + each.name().substring(1).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    private static final Set<String> REASONS = Stream.concat(
                    Stream.concat(Stream.of("RunStarted"), VERDICTS.stream()),
                    Arrays.stream(Reason.values()).map(Reason::word))
            .collect(Collectors.toSet());

    @ParameterizedTest
    @EnumSource
    void aRunIsTellingOfItselfAFewTimesWhateverHappens(Mishap mishap) {
        var world = new World(LifecycleTest.yaml(2, "10s"), 1);
        world.fate = runner -> runner.mishap = runner.index == 0 ? Mishap.NONE : mishap;
        world.pass(Duration.ofSeconds(4));
        world.killOperator();
        world.untilFinished(Duration.ofMinutes(5));
        world.killOperator();
        world.pass(Duration.ofMinutes(1));
        assertFewAndListed(world);
    }

    @Test
    void eachRunOfATestTellsOfItself() {
        var world = new World(LifecycleTest.yaml(1, "5s"), 1);
        world.untilFinished(Duration.ofMinutes(1));
        world.requestRun("again");
        world.until(
                Duration.ofMinutes(1),
                () -> world.status().run().number() == 2 && world.status().verdict() != null);
        assertFewAndListed(world);
        assertThat(reasons(world)).containsOnlyKeys("1", "2");
    }

    private static void assertFewAndListed(World world) {
        assertThat(reasons(world)).as("%s", world).isNotEmpty().allSatisfy((run, reasons) -> {
            assertThat(reasons).as("run %s", run).isSubsetOf(REASONS).doesNotHaveDuplicates();
            assertThat(reasons).as("run %s", run).hasSizeLessThanOrEqualTo(4);
            var ends = new HashSet<>(reasons);
            ends.retainAll(VERDICTS);
            assertThat(ends).as("run %s ends once: %s", run, reasons).hasSize(1);
        });
    }

    /** By the number of the run: the key of an event is {@code 7-RunStarted}. */
    private static Map<String, List<String>> reasons(World world) {
        return world.events.stream()
                .map(event -> event.split(": ")[0].split("-", 2))
                .collect(Collectors.groupingBy(key -> key[0], Collectors.mapping(key -> key[1], Collectors.toList())));
    }
}
