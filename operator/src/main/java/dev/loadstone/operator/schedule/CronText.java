package dev.loadstone.operator.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;

/** Reads cron expressions as crontab and a CronJob have them: five fields, or one of the words for the most usual. */
final class CronText {
    private static final int SUNDAY_AS_WELL = 7;
    private static final CronDefinition DEFINITION = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withStrictRange()
            .and()
            .withHours()
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .withStrictRange()
            .and()
            .withMonth()
            .withStrictRange()
            .and()
            .withDayOfWeek()
            .withValidRange(0, SUNDAY_AS_WELL)
            .withMondayDoWValue(1)
            .withIntMapping(SUNDAY_AS_WELL, 0)
            .withStrictRange()
            .and()
            .withSupportedNicknameYearly()
            .withSupportedNicknameAnnually()
            .withSupportedNicknameMonthly()
            .withSupportedNicknameWeekly()
            .withSupportedNicknameDaily()
            .withSupportedNicknameMidnight()
            .withSupportedNicknameHourly()
            .instance();

    private CronText() {}

    /** @throws IllegalArgumentException says what is wrong */
    static Cron parse(String text) {
        try {
            return new CronParser(DEFINITION).parse(text).validate();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no cron expression (" + reason(e)
                            + "); write minute hour day month weekday, such as 0 2 * * 1-5, or @daily",
                    e);
        }
    }

    private static String reason(IllegalArgumentException e) {
        return String.valueOf(e.getMessage()).replaceFirst("^Failed to parse cron expression\\. ", "");
    }
}
