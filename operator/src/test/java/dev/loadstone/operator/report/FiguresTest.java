package dev.loadstone.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Threshold;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0 us",
                "90|90 us",
                "999|999 us",
                "1000|1 ms",
                "84249|84.2 ms",
                "190000|190 ms",
                "999499|999 ms",
                "999960|1 s",
                "1910000|1.91 s",
                "4020400|4.02 s",
                "71000000|71 s",
                "3600000000|3,600 s"
            })
    void timesHaveThreeDigitsAndTheUnitThatFits(long micros, String text) {
        assertThat(Figures.time(micros)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0 %",
                "0.0002|0.02 %",
                "0.0144|1.4 %",
                "0.614|61.4 %",
                "1|100 %",
                "0.99999|99.999 %",
                "0.0000003|0.00003 %",
                "0.48|48 %"
            })
    void sharesNeverClaimAllOrNothingWhereItIsNot(double ratio, String text) {
        assertThat(Figures.share(ratio)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0/s", "0.5|0.5/s", "480.24|480/s", "1213.9|1,214/s", "1234567.8|1,234,568/s"})
    void ratesAreWholeFromAHundredOn(double rate, String text) {
        assertThat(Figures.rate(rate)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "90, 90us",
        "8400, 8.4ms",
        "9960, 10ms",
        "84249, 84ms",
        "310000, 310ms",
        "999600, 1.0s",
        "1910000, 1.9s",
        "12400000, 12s"
    })
    void columnsAreShort(long micros, String text) {
        assertThat(Figures.timeColumn(micros)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "300, 300", "2.5, 2.5", "47.3, 47", "1214, 1.2k", "5000, 5.0k", "12340, 12k", "2000000, 2.0M"})
    void ratesInColumnsAreShort(double rate, String text) {
        assertThat(Figures.rateColumn(rate)).isEqualTo(text);
    }

    @Test
    void aFigureBesideItsLimitShowsOnWhichSideItIs() {
        assertThat(Figures.beside(Unit.MICROSECONDS, 800_400, 800_000)).isEqualTo("800.4 ms");
        assertThat(Figures.beside(Unit.MICROSECONDS, 1_910_000, 800_000)).isEqualTo("1.91 s");
        assertThat(Figures.beside(Unit.RATIO, 0.005001, 0.005)).isEqualTo("0.5001 %");
        assertThat(Figures.beside(Unit.RATIO, 0.98999, 0.99)).isEqualTo("98.999 %");
        assertThat(Figures.beside(Unit.PER_SECOND, 499.97, 500)).isEqualTo("499.97/s");
        assertThat(Figures.beside(Unit.MICROSECONDS, 800_000, 800_000)).isEqualTo("800 ms");
    }

    @Test
    void scoresUsersAndNumbersHaveNoUnit() {
        assertThat(Figures.of(Unit.SCORE, 0.9342)).isEqualTo("0.93");
        assertThat(Figures.of(Unit.SCORE, 0.9999)).isEqualTo("0.9999");
        assertThat(Figures.of(Unit.SCORE, 1)).isEqualTo("1");
        assertThat(Figures.of(Unit.USERS, 12_345)).isEqualTo("12,345");
        assertThat(Figures.of(Unit.NUMBER, 12_345_678.9)).isEqualTo("12,345,679");
        assertThat(Figures.of(Unit.NUMBER, 3.14159)).isEqualTo("3.14");
        assertThat(Figures.of(Unit.NUMBER, -123)).isEqualTo("-123");
        assertThat(Figures.of(Unit.NUMBER, -1234)).isEqualTo("-1,234");
        assertThat(Figures.beside(Unit.SCORE, 0.8499, 0.85)).isEqualTo("0.8499");
    }

    @Test
    void aLimitSaysItsWindow() {
        assertThat(Figures.window(new Threshold.Window(30_000, 0))).isEqualTo(" in every 30 s");
        assertThat(Figures.window(new Threshold.Window(300_000, 60_000))).isEqualTo(" in every 300 s for 60 s");
        assertThat(Figures.window(null)).isEmpty();
    }

    @Test
    void limitsKeepAllDigits() {
        assertThat(Figures.limit(Unit.MICROSECONDS, 1_234_000)).isEqualTo("1.234 s");
        assertThat(Figures.limit(Unit.RATIO, 0.005)).isEqualTo("0.5 %");
        assertThat(Figures.limit(Unit.PER_SECOND, 1000.5)).isEqualTo("1,000.5/s");
    }

    @Test
    void theLocaleDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
            assertThat(Figures.time(84_249)).isEqualTo("84.2 ms");
            assertThat(Figures.rateColumn(1_214)).isEqualTo("1.2k");
        } finally {
            Locale.setDefault(before);
        }
    }
}
