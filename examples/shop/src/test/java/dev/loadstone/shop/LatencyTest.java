package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest extends OpenShop {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "constant?ms=1.5",
                "uniform?min=1&max=3",
                "exponential?mean=0.5",
                "bimodal?fast=1&slow=3&share=0.5"
            })
    void everyLawAnswers(String law) {
        var response = shop.get("/latency/" + law);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).matches("\\{\"millis\":[0-9.E-]+}");
    }

    @Test
    void theSameDrawsComeAgainAfterAReset() {
        List<Double> first = draws();
        shop.reset();
        assertThat(draws()).isEqualTo(first).doesNotHaveDuplicates();
    }

    @Test
    void anAnswerWaitsItsTimeAndThenThatOfTheKnob() {
        var slow = shop.sendLater("GET", "/latency/constant?ms=60000");
        var slower = shop.sendLater("GET", "/latency/constant?ms=0", "X-Shop-Delay", "60s");
        shop.countersWhere(counters -> counters.getInteger("requests") == 2);
        assertThat(shop.get("/latency/constant?ms=1").statusCode()).isEqualTo(200);
        assertThat(slow).isNotDone();
        assertThat(slower).isNotDone();
        slow.cancel(true);
        slower.cancel(true);
    }

    @Test
    void aFreezeHoldsThemToo() {
        shop.send("PUT", "/knobs", "{\"freeze\":\"60s\"}");
        var held = shop.sendLater("GET", "/latency/constant?ms=1");
        var frozen = shop.countersWhere(counters -> counters.getInteger("requests") == 1);
        assertThat(frozen.getInteger("answered")).isZero();
        shop.send("PUT", "/knobs", "{\"freeze\":\"0s\"}");
        assertThat(held.join().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "constant",
                "constant?ms=-1",
                "constant?ms=60001",
                "constant?ms=1e3",
                "uniform?min=3&max=1",
                "uniform?min=3",
                "exponential?mean=x",
                "bimodal?fast=1&slow=2&share=1.1"
            })
    void nonsenseIsRefused(String law) {
        assertThat(shop.get("/latency/" + law).statusCode()).isEqualTo(400);
    }

    @Test
    void aThousandDrawsAreTheLawItself() {
        double[] drawn = drawn(new Law.Exponential(100), 1_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(drawn[i]).isCloseTo(-100 * Math.log(1 - (i + 0.5) / 1_000), within(1e-5));
        }
    }

    @Test
    void manyDrawsComeCloserToTheLawsTail() {
        double[] drawn = drawn(new Law.Uniform(0, 1_000), 64_000);
        for (int i = 0; i < drawn.length; i++) {
            assertThat(drawn[i]).isCloseTo((i + 0.5) / 64, within(0.05));
        }
    }

    @Test
    void theOrderHasNoTrend() {
        var draws = new Draws();
        var law = new Law.Uniform(0, 1_000);
        double ahead = IntStream.range(0, 1_000)
                .mapToDouble(i -> draws.nextNanos(law) / 1e6 * (i - 499.5))
                .sum();
        // The correlation of place and delay; of a sorted thousand it is 1.
        assertThat(ahead / (1_000 * 1e6 / 12)).isBetween(-0.1, 0.1);
    }

    @Test
    void theShareOfSlowOnesIsExact() {
        double[] drawn = drawn(new Law.Bimodal(10, 200, 0.05), 3_000);
        assertThat(drawn[2_849]).isEqualTo(10);
        assertThat(drawn[2_850]).isEqualTo(200);
        assertThat(drawn(new Law.Bimodal(10, 200, 0), 1_000)[999]).isEqualTo(10);
        assertThat(drawn(new Law.Bimodal(10, 200, 1), 1_000)[0]).isEqualTo(200);
    }

    @Test
    void noDelayIsAboveAMinute() {
        assertThat(drawn(new Law.Exponential(60_000), 1_000)[999]).isEqualTo(60_000);
    }

    private static double[] drawn(Law law, int count) {
        var draws = new Draws();
        return IntStream.range(0, count)
                .mapToDouble(i -> draws.nextNanos(law) / 1e6)
                .sorted()
                .toArray();
    }

    private static List<Double> draws() {
        var draws = new ArrayList<Double>();
        for (int i = 0; i < 10; i++) {
            draws.add(shop.json("/latency/uniform?min=0&max=1").getDouble("millis"));
        }
        return draws;
    }
}
