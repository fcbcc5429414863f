package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void addingIsCommutativeAndAssociative() {
        Seeded.times(200, random -> {
            var a = Samples.interval(random);
            var b = Samples.interval(random);
            var c = Samples.interval(random);

            assertThat(a.plus(b)).isEqualTo(b.plus(a));
            assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
            assertThat(a.plus(b).requestCounts()).isEqualTo(a.requestCounts().plus(b.requestCounts()));
            assertThat(a.plus(b).countsEqual(b.plus(a))).isTrue();
        });
    }

    @Test
    void jsonRoundTrip() {
        Seeded.times(300, random -> {
            var interval = Samples.interval(random);
            assertThat(ProtocolJson.read(ProtocolJson.write(interval), Interval.class))
                    .isEqualTo(interval);
        });
    }

    @Test
    void orderAndRepeatedKeysDoNotMatter() {
        Seeded.times(300, random -> {
            var a = Samples.interval(random);
            var twice = new Interval(
                    a.first(),
                    a.last(),
                    java.util.stream.Stream.concat(a.requests().reversed().stream(), a.requests().stream())
                            .toList(),
                    a.iterations().reversed(),
                    a.health());

            assertThat(twice.requests()).isEqualTo(a.plus(a).requests());
            assertThat(twice.iterations()).isEqualTo(a.iterations());
        });
    }

    @Test
    void oneSampleMoreIsNotEqual() {
        var nothing = new Interval(0, 0, List.of(), List.of(), GeneratorHealth.NONE);
        var total = Samples.report().total();

        assertThat(total).isNotNull();
        assertThat(total.countsEqual(nothing)).isFalse();
        assertThat(total.plus(nothing).countsEqual(total)).isTrue();
    }
}
