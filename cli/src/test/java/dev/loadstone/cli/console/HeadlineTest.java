package dev.loadstone.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.LoadShape;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    @Test
    void whatIsMeasuredAndHowLongAllOfItTakes() {
        assertThat(Headline.of(Reports.plan(
                        Reports.phase("warm-up", 0, 10_000, true, new LoadShape.Closed(5, 5)),
                        Reports.phase("steady", 10_000, 60_000, false, new LoadShape.Closed(0, 1000)),
                        Reports.phase("peak", 70_000, 30_000, false, Reports.open(100, 12_300, 1000)))))
                .isEqualTo("checkout · 1 scenario · 0 to 1,000 users, then 100 to 12,300/s · 1m40s");
    }

    @Test
    void oneUserAndARatePerMinute() {
        assertThat(Headline.of(Reports.plan(
                        Reports.phase("a", 0, 500, false, new LoadShape.Closed(1, 1)),
                        Reports.phase("b", 500, 1000, false, Reports.open(30, 30, 60_000)))))
                .isEqualTo("checkout · 1 scenario · 1 user, then 30/1m · 1.5s");
    }

    @Test
    void whatIsAtTheSameTimeAndWhatIsCounted() {
        assertThat(Headline.of(Reports.plan(
                        Reports.phase("a", 0, 10_000, false, new LoadShape.Closed(8, 8)),
                        Reports.phase("b", 2000, 4000, false, Reports.open(30, 30, 1000)),
                        Reports.phase("c", 10_000, 5000, false, new LoadShape.Closed(60, 60, 0L, 1L)),
                        Reports.phase("d", 15_000, 5000, false, new LoadShape.Closed(1, 1, 1000L, 0L)))))
                .isEqualTo("checkout · 1 scenario · 8 users + 30/s, then 60 users for 1 iteration each,"
                        + " then 1 user for 1,000 iterations · 20s");
    }
}
