package dev.loadstone.bench;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the JVM says of its threads to {@code jcmd PID Thread.print -e}. */
final class ThreadDump {
    private static final Pattern ALLOCATED = Pattern.compile("^\".* allocated=(\\d+)([BKMG])");
    private static final Map<String, Integer> SHIFT = Map.of("B", 0, "K", 10, "M", 20, "G", 30);

    private ThreadDump() {}

    /** Of all Java threads together whose names begin so; the JVM rounds a thread's sum to a per cent or better. */
    static long allocatedBytes(List<String> lines, String prefix) {
        return lines.stream()
                .filter(line -> line.startsWith("\"" + prefix))
                .map(ALLOCATED::matcher)
                .filter(Matcher::find)
                .mapToLong(found -> Long.parseLong(found.group(1)) << SHIFT.get(found.group(2)))
                .sum();
    }
}
