package dev.loadstone.operator.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.operator.collect.RunnerTokens.Known;
import dev.loadstone.operator.collect.RunnerTokens.Stranger;
import dev.loadstone.operator.collect.RunnerTokens.Unclear;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunnerTokensTest {
    private final TestClock clock = new TestClock();
    private final FakeCluster cluster = new FakeCluster();
    private final RunnerTokens tokens = new RunnerTokens(cluster, cluster, clock);

    @Test
    void asksOnceAMinuteForAGoodToken() {
        cluster.runner("t0", Reports.RUN, 0);
        assertThat(tokens.recall("t0")).isEmpty();
        assertThat(tokens.identify("t0")).isEqualTo(new Known(new RunnerPod("shop", Reports.RUN, 0)));
        clock.advance(Duration.ofSeconds(59));
        assertThat(tokens.identify("t0")).isInstanceOf(Known.class);
        assertThat(cluster.reviews).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        cluster.revoke("t0");
        assertThat(tokens.identify("t0")).isInstanceOf(Stranger.class);
        assertThat(cluster.reviews).isEqualTo(2);
    }

    @Test
    void asksAgainForABadTokenAfterFiveSeconds() {
        assertThat(tokens.identify("t0")).isInstanceOf(Stranger.class);
        cluster.runner("t0", Reports.RUN, 0);
        assertThat(tokens.identify("t0")).isInstanceOf(Stranger.class);
        clock.advance(Duration.ofSeconds(5));
        assertThat(tokens.identify("t0")).isInstanceOf(Known.class);
    }

    @Test
    void believesAKnownTokenForAnHourWithoutTheCluster() {
        cluster.runner("t0", Reports.RUN, 0);
        tokens.identify("t0");
        cluster.away = true;
        clock.advance(Duration.ofMinutes(59));
        assertThat(tokens.identify("t0")).isInstanceOf(Known.class);
        int reviews = cluster.reviews;
        assertThat(tokens.identify("t0")).isInstanceOf(Known.class);
        assertThat(cluster.reviews).as("does not ask again at once").isEqualTo(reviews);
        assertThat(tokens.identify("unknown")).isInstanceOf(Unclear.class);
        clock.advance(Duration.ofMinutes(1));
        assertThat(tokens.identify("t0")).isInstanceOf(Unclear.class);
    }

    @Test
    void doesNotBelieveARevokedTokenWithoutTheCluster() {
        cluster.runner("t0", Reports.RUN, 0);
        tokens.identify("t0");
        cluster.revoke("t0");
        clock.advance(Duration.ofMinutes(2));
        assertThat(tokens.identify("t0")).isInstanceOf(Stranger.class);
        cluster.away = true;
        clock.advance(Duration.ofMinutes(2));
        assertThat(tokens.identify("t0")).isInstanceOf(Unclear.class);
    }

    @Test
    void aFloodOfBadTokensPushesOutNoGoodOne() {
        cluster.runner("t0", Reports.RUN, 0);
        tokens.identify("t0");
        for (int i = 0; i < 20_000; i++) {
            tokens.identify("junk-" + i);
        }
        assertThat(tokens.recall("t0")).isPresent();
    }
}
