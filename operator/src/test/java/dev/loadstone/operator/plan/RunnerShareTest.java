package dev.loadstone.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.DistributionSpec;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunnerShareTest {
    @ParameterizedTest
    @CsvSource({
        "10, 70 30, 7 3",
        "3, 70 30, 2 1",
        "1, 50 50, 1 0",
        "2, 34 33 33, 1 1 0",
        "5, 34 33 33, 2 2 1",
        "500, 1 99, 5 495",
        "7, 100, 7"
    })
    void runnersAreDealtByTheLargestRemainder(int runners, String percents, String counts) {
        List<RunnerShare> shares = RunnerShare.deal(parts(numbers(percents)), runners);
        assertThat(shares.stream().mapToInt(RunnerShare::count).toArray()).containsExactly(numbers(counts));
    }

    @Test
    void withoutAShareNobodyIsDealt() {
        assertThat(RunnerShare.deal(List.of(), 3)).isEmpty();
    }

    @Test
    void eachIndexIsDealtOnceAndNoShareIsAWholeRunnerOff() {
        var random = new Random(4711);
        for (int round = 0; round < 1000; round++) {
            int[] percents = percents(random);
            int runners = 1 + random.nextInt(500);
            List<RunnerShare> shares = RunnerShare.deal(parts(percents), runners);
            int next = 0;
            for (int i = 0; i < percents.length; i++) {
                assertThat(shares.get(i).first()).isEqualTo(next);
                assertThat(Math.abs(shares.get(i).count() - percents[i] * runners / 100.0))
                        .as("%s of %s runners", shares.get(i), runners)
                        .isLessThan(1);
                next += shares.get(i).count();
            }
            assertThat(next).isEqualTo(runners);
        }
    }

    private static int[] percents(Random random) {
        int[] percents = new int[1 + random.nextInt(6)];
        int left = 100 - percents.length;
        for (int i = 0; i < percents.length; i++) {
            int more = i + 1 == percents.length ? left : random.nextInt(left + 1);
            percents[i] = 1 + more;
            left -= more;
        }
        return percents;
    }

    private static int[] numbers(String text) {
        return List.of(text.split(" ")).stream().mapToInt(Integer::parseInt).toArray();
    }

    private static List<DistributionSpec> parts(int[] percents) {
        return IntStream.range(0, percents.length)
                .mapToObj(i -> new DistributionSpec("part-" + i, percents[i], null))
                .toList();
    }
}
