package dev.loadstone.runner.scenario.cookie;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the date of a cookie as RFC 6265, 5.1.1 says: what looks like a day, a month, a year and a time, in any order. */
final class CookieDate {
    private static final Pattern DELIMITERS = Pattern.compile("[\\t\\x20-\\x2F\\x3B-\\x40\\x5B-\\x60\\x7B-\\x7E]+");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\D.*)?");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})(?:\\D.*)?");
    private static final Pattern YEAR = Pattern.compile("(\\d{2,4})(?:\\D.*)?");
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    /** A longer text is no date, however it is cut up. */
    private static final int LONGEST = 100;

    private int hour = -1;
    private int minute;
    private int second;
    private int day = -1;
    private int month = -1;
    private int year = -1;

    private CookieDate() {}

    /** Milliseconds since the epoch; nothing where the text is no date. */
    static OptionalLong parse(String text) {
        if (text.length() > LONGEST) {
            return OptionalLong.empty();
        }
        var date = new CookieDate();
        for (String token : DELIMITERS.split(text)) {
            date.take(token);
        }
        return date.epochMillis();
    }

    private void take(String token) {
        Matcher time = TIME.matcher(token);
        Matcher digits = DAY.matcher(token);
        Matcher years = YEAR.matcher(token);
        if (hour < 0 && time.matches()) {
            hour = Integer.parseInt(time.group(1));
            minute = Integer.parseInt(time.group(2));
            second = Integer.parseInt(time.group(3));
        } else if (day < 0 && digits.matches()) {
            day = Integer.parseInt(digits.group(1));
        } else if (month < 0 && month(token) > 0) {
            month = month(token);
        } else if (year < 0 && years.matches()) {
            int written = Integer.parseInt(years.group(1));
            year = written < 70 ? 2000 + written : written < 100 ? 1900 + written : written;
        }
    }

    private static int month(String token) {
        int at = token.length() < 3 ? -1 : MONTHS.indexOf(token.substring(0, 3).toLowerCase(Locale.ROOT));
        return at < 0 || at % 3 != 0 ? -1 : at / 3 + 1;
    }

    private OptionalLong epochMillis() {
        if (year < 1601 || hour < 0) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(LocalDateTime.of(year, month, day, hour, minute, second)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }
}
