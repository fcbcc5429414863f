package dev.loadstone.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartTest {
    @ParameterizedTest
    @CsvSource({
        "'', 0, ''",
        "0, 0, 0",
        "'1,3-5,7', 0, '1 3 4 5 7'",
        "'0,10-11', 20, '20 30 31'",
    })
    void readsOfAJobWhichOfItsRunnersFailed(String written, int first, String runners) {
        Job job = new JobBuilder()
                .withNewMetadata()
                .addToLabels("loadstone.dev/first-runner", Integer.toString(first))
                .endMetadata()
                .withNewSpec()
                .withCompletions(12)
                .endSpec()
                .withNewStatus()
                .withFailedIndexes(written)
                .endStatus()
                .build();
        List<String> failed = IntStream.range(0, 40)
                .filter(runner -> Part.hasFailed(job, runner))
                .mapToObj(Integer::toString)
                .toList();
        assertThat(String.join(" ", failed)).isEqualTo(runners);
    }
}
