package dev.loadstone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsPageTest {
    private static final String EMPTY = "# Speed\n\nHow it is measured.\n";

    @ParameterizedTest
    @CsvSource({
        "<= 1.6x,1.59 (1.2–1.8),met",
        "<= 1.0x,1.42 (1.38–1.47),**missed by 42 %**",
        "< 1.0x,0.31,met",
        ">= 0.9x,0.45,**missed by 50 %**",
        "<= 40 MB,38.0 MB,met",
        "<= 200 us,0.3 ms,**missed by 50 %**",
        "<= 1 s,850 ms,met",
        "<= 0.5 B/call,0.0 B/call,met",
        "1000 ms,1200 ms,**missed by 20 %**",
        "1,0.55,met",
        "0,3,**missed**",
        "<= 1 s,,-"
    })
    void aBarIsMetOrMissedBySoMuch(String limit, String figure, String verdict) {
        assertThat(Limit.parse(limit).orElseThrow().judge(figure == null ? "" : figure))
                .isEqualTo(verdict);
    }

    @Test
    void whereNothingIsDemandedNothingIsJudged() {
        assertThat(Row.of("static-get\tCPU\t9 us\they\t27 us\t0.33", "d").markdown())
                .isEqualTo("| static-get | CPU | 9 us | hey | 27 us | 0.33 |  |  | d |");
    }

    @Test
    void barsThatWereNotRunKeepTheirRowsAndPeopleTheirWords() {
        String first = page(EMPTY, "old", "start\tto armed\t2 s\t\t\t\t<= 1 s", "tls\tCPU\t9 us\tk6\t90 us\t0.10\t< 1.0x");
        String second = page(first + "\n## Where the time goes\n\nIn the kernel.\n", "new", "start\tto armed\t0.9 s\t\t\t\t<= 1 s");
        assertThat(second)
                .startsWith(EMPTY)
                .contains("machine of new")
                .doesNotContain("machine of old")
                .contains("| start | to armed | 0.9 s |  |  |  | <= 1 s | met | new |")
                .doesNotContain("2 s")
                .contains("| tls | CPU | 9 us | k6 | 90 us | 0.10 | < 1.0x | met | old |")
                .endsWith("## Where the time goes\n\nIn the kernel.\n");
        assertThat(page(second, "new", "start\tto armed\t0.9 s\t\t\t\t<= 1 s")).isEqualTo(second);
    }

    private static String page(String old, String date, String... rows) {
        List<Row> fresh = Stream.of(rows).map(row -> Row.of(row, date)).toList();
        return ResultsPage.updated(old, "machine of " + date, fresh);
    }
}
