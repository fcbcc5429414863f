package dev.loadstone.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.GroupStatus;
import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.PhaseStatus;
import dev.loadstone.api.v1alpha1.RequestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Findings;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.Verdict;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusSizeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static LoadTestStatus status(Report report, Outcome outcome) {
        return status(report, outcome, 10);
    }

    private static LoadTestStatus status(Report report, Outcome outcome, int history) {
        var entry = new HistoryEntry(
                1_000_000,
                Outcome.INCONCLUSIVE,
                Reason.START_DEADLINE_EXCEEDED.word(),
                NOW.toString(),
                NOW.toString(),
                "999ms",
                "999ms",
                "999k",
                "0.00001%",
                "a-test-whose-name-is-as-long-as-a-job-1000000-abcde-report");
        var verdict =
                new Verdict(outcome, Reason.GENERATOR_SATURATED, "ä long story ".repeat(2000), Findings.of(report));
        return Statuses.of(
                new Situation(
                        7,
                        null,
                        RunPhase.FINISHED,
                        null,
                        new Situation.RunnerCounts(500, 500, 500, 0),
                        report,
                        verdict,
                        null,
                        "report",
                        Collections.nCopies(history, entry)),
                NOW);
    }

    private static int bytes(LoadTestStatus status) {
        return new KubernetesSerialization().asJson(status).getBytes(StandardCharsets.UTF_8).length;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"n", "a-name-as-long-as-the-schema-lets-it-be-sixty-characters-of-it", "日本語の長い名前日本語の長い名前日本語の長い名前"
            })
    void itIsNeverLargerThanSixteenKibibytes(String name) {
        LoadTestStatus status = status(Crowd.report(500, 200, 100, name), Outcome.INCONCLUSIVE);
        assertThat(bytes(status)).isBetween(8 * 1024, 16 * 1024);
        assertThat(status.message()).hasSizeLessThanOrEqualTo(1024);
        assertThat(status.history()).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 200})
    void ofALongHistoryTheOldestAreForgottenBeforeItIsTooLarge(int requests) {
        LoadTestStatus status = status(Crowd.report(3, requests, 10, "request-"), Outcome.FAILED, 50);
        assertThat(bytes(status)).isLessThanOrEqualTo(16 * 1024);
        assertThat(status.history()).hasSizeBetween(10, 50);
    }

    /** As an admission webhook may answer, or a runtime that prints what it choked on. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\\", "\"", "\u0001", "ä", "😀", "<&>"})
    void aMegabyteOfWordsFitsInEveryPhase(String word) {
        String words = word.repeat(1 << 20);
        var trouble = new Situation.Trouble(Reason.POD_REFUSED, words);
        var broken = new Verdict(Outcome.ERROR, Reason.RUNNER_BROKEN, words, List.of());
        for (RunPhase phase : RunPhase.values()) {
            for (Verdict verdict : Arrays.asList(null, broken)) {
                var counts = new Situation.RunnerCounts(500, 0, 0, 500);
                LoadTestStatus status = Statuses.of(
                        new Situation(7, null, phase, null, counts, null, verdict, trouble, null, List.of()), NOW);
                assertThat(bytes(status)).as("%s", phase).isLessThanOrEqualTo(16 * 1024);
                assertThat(status.conditions()).hasSize(8);
            }
        }
    }

    @Test
    void pathsAsNamesFitToo() {
        LoadTestStatus status = status(Crowd.report(2, 200, 100, "GET /" + "é".repeat(2048)), Outcome.FAILED);
        assertThat(bytes(status)).isLessThanOrEqualTo(16 * 1024);
    }

    @Test
    void whatIsFoldedIsStillCounted() {
        Report report = Crowd.report(3, 200, 100, "a-name-as-long-as-the-schema-lets-it-be-sixty-characters-of-it");
        LoadTestStatus status = status(report, Outcome.FAILED);
        assertThat(status.results().requests()).hasSizeLessThanOrEqualTo(21);
        assertThat(status.results().requests().getLast().name()).isEqualTo("other");
        assertThat(status.results().requests().stream()
                        .mapToLong(RequestStatus::count)
                        .sum())
                .isEqualTo(report.results().counts().ended());
        assertThat(status.thresholds().getLast().name()).endsWith(" other");
        assertThat(status.thresholds().subList(0, status.thresholds().size() - 1))
                .as("where there is no room for all, those that were missed are shown")
                .allSatisfy(each -> assertThat(each.result()).isEqualTo("Missed"));
    }

    @Test
    void groupsAndMetricsAreFoldedTooAndStillCounted() {
        Report report = Crowd.report(3, 50, 10, "a-name-as-long-as-the-schema-lets-it-be-sixty-characters-of-it");
        var results = status(report, Outcome.FAILED).results();
        assertThat(results.groups()).hasSizeBetween(2, 21);
        assertThat(results.groups().getLast().name()).isEqualTo("other");
        assertThat(results.groups().stream().mapToLong(GroupStatus::count).sum())
                .isEqualTo(25 * 3 * (2L << 30));
        assertThat(results.metrics()).hasSizeBetween(2, 21);
        assertThat(results.metrics().getLast().name()).endsWith(" other");
        assertThat(results.phases()).extracting(PhaseStatus::name).containsExactly("steady", "peak");
    }

    @Test
    void aSmallRunLosesNothing() {
        LoadTestStatus status = status(Crowd.report(1, 10, 10, "request-"), Outcome.FAILED);
        assertThat(status.results().requests()).hasSize(10);
        assertThat(status.thresholds()).hasSize(10);
    }

    @Test
    void aTextIsCutBetweenCharacters() {
        assertThat(Room.shortened("abcdefgh", 8)).isEqualTo("abcdefgh");
        assertThat(Room.shortened("abcdefghi", 8)).isEqualTo("abcde...");
        assertThat(Room.shortened("abcd😀fghi", 8)).isEqualTo("abcd...");
    }
}
