package dev.loadstone.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPolicySpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryEntriesTest {
    private static LoadTestStatus status(String verdict, String history) {
        return new KubernetesSerialization().unmarshal("""
                        %s
                        reason: ThresholdsFailed
                        run: {number: 12, startedAt: "2026-03-01T12:00:05Z", finishedAt: "2026-03-01T12:01:46Z"}
                        summary: {p95: 310ms, p99: 1.9s, rate: "300", errors: 1.4%%}
                        history: [%s]
                        """.formatted(verdict, history), LoadTestStatus.class);
    }

    @Test
    void theJudgedRunComesFirst() {
        List<HistoryEntry> history = HistoryEntries.after(
                status("verdict: Failed", "{number: 11, verdict: Passed}, {number: 9, verdict: Error}"),
                RunPolicySpec.DEFAULT);
        assertThat(history).extracting(HistoryEntry::number).containsExactly(12, 11, 9);
        HistoryEntry newest = history.getFirst();
        assertThat(newest.reason()).isEqualTo("ThresholdsFailed");
        assertThat(newest.finishedAt()).isEqualTo("2026-03-01T12:01:46Z");
        assertThat(newest.p99()).isEqualTo("1.9s");
    }

    @Test
    void tenAreKept() {
        String ten = IntStream.rangeClosed(2, 11)
                .mapToObj(number -> "{number: " + (13 - number) + ", verdict: Passed}")
                .collect(Collectors.joining(","));
        assertThat(HistoryEntries.after(status("verdict: Failed", ten), RunPolicySpec.DEFAULT))
                .extracting(HistoryEntry::number)
                .containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3);
    }

    @Test
    void aRunThatIsNotJudgedOrAlreadyThereAddsNothing() {
        assertThat(HistoryEntries.after(status("", "{number: 11, verdict: Passed}"), RunPolicySpec.DEFAULT))
                .hasSize(1);
        assertThat(HistoryEntries.after(
                        status("verdict: Failed", "{number: 12, verdict: Failed}"), RunPolicySpec.DEFAULT))
                .hasSize(1);
    }
}
