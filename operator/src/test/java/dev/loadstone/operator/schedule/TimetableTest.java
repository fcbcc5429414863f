package dev.loadstone.operator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {
    private static String times(String cron, String zone, String after, int count) {
        var timetable = Timetable.of(cron, ZoneId.of(zone));
        return Stream.iterate(timetable.next(Instant.parse(after)), timetable::next)
                .limit(count)
                .map(each -> each.atZone(ZoneId.of(zone)).toOffsetDateTime().toString())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "0 2 * * *,     UTC,           2026-03-01T02:00:00Z, 2026-03-02T02:00Z 2026-03-03T02:00Z",
        "@daily,        UTC,           2026-03-01T02:00:00Z, 2026-03-02T00:00Z 2026-03-03T00:00Z",
        "@hourly,       UTC,           2026-03-01T23:00:01Z, 2026-03-02T00:00Z 2026-03-02T01:00Z",
        "@weekly,       UTC,           2026-03-01T00:00:00Z, 2026-03-08T00:00Z 2026-03-15T00:00Z",
        "@yearly,       UTC,           2026-03-01T00:00:00Z, 2027-01-01T00:00Z 2028-01-01T00:00Z",
        "0 2 * * 1-5,   Europe/Berlin, 2026-03-06T12:00:00Z, 2026-03-09T02:00+01:00 2026-03-10T02:00+01:00",
        "0 2 * * SUN,   UTC,           2026-03-01T12:00:00Z, 2026-03-08T02:00Z 2026-03-15T02:00Z",
        "0 2 * * 7,     UTC,           2026-03-01T12:00:00Z, 2026-03-08T02:00Z 2026-03-15T02:00Z",
        "0 0 13 * FRI,  UTC,           2026-03-10T12:00:00Z, 2026-03-13T00:00Z 2026-03-20T00:00Z",
        "0 0 29 2 *,    UTC,           2026-03-01T12:00:00Z, 2028-02-29T00:00Z 2032-02-29T00:00Z",
        "0 0 29 FEB *,  UTC,           2096-03-01T12:00:00Z, 2104-02-29T00:00Z 2108-02-29T00:00Z",
        "0 0 31 * *,    UTC,           2026-04-01T12:00:00Z, 2026-05-31T00:00Z 2026-07-31T00:00Z",
    })
    void namesItsTimes(String cron, String zone, String after, String expected) {
        assertThat(times(cron, zone, after, 2)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "30 2 * * *,       Europe/Berlin,    2026-03-28T00:00Z, 2026-03-28T02:30+01:00 2026-03-29T03:00+02:00 2026-03-30T02:30+02:00",
        "'0 2,14 * * *',   Europe/Berlin,    2026-03-28T20:00Z, 2026-03-29T03:00+02:00 2026-03-29T14:00+02:00 2026-03-30T02:00+02:00",
        "*/30 * * * *,     Europe/Berlin,    2026-03-29T00:15Z, 2026-03-29T01:30+01:00 2026-03-29T03:00+02:00 2026-03-29T03:30+02:00",
        "15 * * * *,       Europe/Berlin,    2026-03-29T00:00Z, 2026-03-29T01:15+01:00 2026-03-29T03:15+02:00 2026-03-29T04:15+02:00",
        "15 0 * * *,       America/Havana,   2026-03-07T00:00Z, 2026-03-07T00:15-05:00 2026-03-08T01:00-04:00 2026-03-09T00:15-04:00",
        "10 2 * * *,       Australia/Lord_Howe, 2026-10-02T20:00Z, 2026-10-04T02:30+11:00 2026-10-05T02:10+11:00 2026-10-06T02:10+11:00",
    })
    void runsAtOnceWhatTheClockSkipsInSpring(String cron, String zone, String after, String expected) {
        assertThat(times(cron, zone, after.replace("Z", ":00Z"), 3)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "30 2 * * *,       Europe/Berlin,    2026-10-24T12:00Z, 2026-10-25T02:30+02:00 2026-10-26T02:30+01:00 2026-10-27T02:30+01:00",
        "*/30 * * * *,     Europe/Berlin,    2026-10-25T00:15Z, 2026-10-25T02:30+02:00 2026-10-25T02:00+01:00 2026-10-25T02:30+01:00",
        "0 * * * *,        America/New_York, 2026-11-01T04:30Z, 2026-11-01T01:00-04:00 2026-11-01T01:00-05:00 2026-11-01T02:00-05:00",
    })
    void runsOnceWhatTheClockShowsTwiceInAutumn(String cron, String zone, String after, String expected) {
        assertThat(times(cron, zone, after.replace("Z", ":00Z"), 3)).isEqualTo(expected);
    }

    /** Against the plainest reading of the fields, minute by minute. */
    @Test
    void agreesWithAMinuteByMinuteSearch() {
        var random = new Random(7);
        for (int round = 0; round < 300; round++) {
            String[] fields = {
                field(random, 0, 59), field(random, 0, 23), field(random, 1, 28), field(random, 1, 12), "*"
            };
            if (random.nextBoolean()) {
                fields[4] = field(random, 0, 6);
                fields[2] = "*";
            }
            String cron = String.join(" ", fields);
            var timetable = Timetable.of(cron, ZoneOffset.UTC);
            Instant after = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(86_400 * 400));
            Instant next = timetable.next(after);
            assertThat(next).as(cron).isAfter(after);
            assertThat(timetable.has(next)).as("%s at %s", cron, next).isTrue();
            Instant minute = after.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
            for (int steps = 0; steps < 3000 && minute.isBefore(next); steps++) {
                assertThat(isMeant(fields, minute))
                        .as("%s skips %s", cron, minute)
                        .isFalse();
                minute = minute.plus(Duration.ofMinutes(1));
            }
            assertThat(isMeant(fields, next)).as("%s names %s", cron, next).isTrue();
        }
    }

    private static String field(Random random, int least, int most) {
        int one = least + random.nextInt(most - least + 1);
        int other = least + random.nextInt(most - least + 1);
        return switch (random.nextInt(4)) {
            case 0 -> "*";
            case 1 -> Integer.toString(one);
            case 2 -> Math.min(one, other) + "-" + Math.max(one, other);
            default -> one == other ? Integer.toString(one) : Math.min(one, other) + "," + Math.max(one, other);
        };
    }

    private static boolean isMeant(String[] fields, Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        int[] shown = {
            time.getMinute(),
            time.getHour(),
            time.getDayOfMonth(),
            time.getMonthValue(),
            time.getDayOfWeek().getValue() % 7
        };
        for (int field = 0; field < shown.length; field++) {
            if (!isMeant(fields[field], shown[field])) {
                return false;
            }
        }
        return time.getSecond() == 0;
    }

    private static boolean isMeant(String field, int value) {
        if (field.equals("*")) {
            return true;
        }
        int[] bounds =
                Arrays.stream(field.split("[-,]")).mapToInt(Integer::parseInt).toArray();
        return field.contains("-")
                ? bounds[0] <= value && value <= bounds[1]
                : Arrays.stream(bounds).anyMatch(each -> each == value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 2 * *",
                "0 2 * * * *",
                "60 * * * *",
                "0 24 * * *",
                "0 0 0 * *",
                "0 0 * 13 *",
                "0 0 * * 8",
                "x * * * *",
                "@never",
                "0 0 30 2 *",
                "5-1 * * * *",
                ""
            })
    void namesTheExpressionThatIsWrong(String cron) {
        assertThatThrownBy(() -> Timetable.of(cron, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + cron + "\" ");
    }

    @Test
    void namesTheZoneThatIsWrong() {
        assertThatThrownBy(() -> Timetable.zone("Europe/Berln"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"Europe/Berln\" is no time zone; write one of the tz database, such as Europe/Berlin");
    }
}
