package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the annotation loadstone.dev/run-at asks for. */
class RunRequestsTest {
    private final World world = new World(LifecycleTest.yaml(1, "5s"), 1);

    private void untilPassed(int run) {
        world.until(
                Duration.ofMinutes(1),
                () -> world.status() != null
                        && world.status().run().number() == run
                        && world.status().verdict() == Outcome.PASSED);
    }

    /** Annotations may have a quarter of a megabyte, and a status should not. */
    @Test
    void aValueThatIsTooLongForAStatusAsksForOneRunToo() {
        untilPassed(1);
        String novel = "because ".repeat(30_000);
        world.requestRun(novel);
        untilPassed(2);
        assertThat(world.status().run().requestedAt()).startsWith("because").hasSizeLessThan(256);
        world.pass(Duration.ofMinutes(10));
        assertThat(world.status().run().number()).isEqualTo(2);
        world.requestRun(novel + "of love");
        untilPassed(3);
    }

    @Test
    void theSameValueAgainAsksForNothing() {
        untilPassed(1);
        world.requestRun("v1");
        untilPassed(2);
        world.requestRun("v1");
        world.pass(Duration.ofMinutes(10));
        assertThat(world.status().run().number()).isEqualTo(2);
        assertThat(world.status().run().requestedAt()).isEqualTo("v1");
    }
}
