package dev.loadstone.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A final report that nobody took, as one line of text for a pod's termination message: as much of it as there is room for.
 *
 * @param version format; a reader knows those up to its own
 * @param total everything from second 0 that the reduction leaves
 * @param message why the runner ended before its load was over; else empty
 */
public record RunnerSummary(
        int version,
        RunId run,
        int runner,
        String boot,
        Reduction reduction,
        Interval total,
        @Nullable ClockReading clock,
        String message) {
    /** The newest format that this build reads, and the one it writes. */
    public static final int VERSION = 1;

    private static final String PREFIX = "loadstone-summary:";
    private static final Pattern LINE = Pattern.compile(PREFIX + "([A-Za-z0-9_=-]*)\\s*");
    /** More than any line of a termination message holds when it is plain. */
    private static final int MOST_BYTES = 1 << 20;

    public RunnerSummary {
        Objects.requireNonNull(run, "run is null");
        Objects.requireNonNull(boot, "boot is null");
        Objects.requireNonNull(reduction, "reduction is null");
        Objects.requireNonNull(total, "total is null");
        Objects.requireNonNull(message, "message is null");
        if (runner < 0 || total.first() != 0) {
            throw new IllegalArgumentException("runner is negative, or the total does not begin with second 0");
        }
    }

    /**
     * The line for a final report.
     *
     * @param warmup phases that are not measured
     * @param room characters that there are
     * @return empty where it has no total, or where not even the least of it fits
     */
    public static Optional<String> line(RunnerReport report, Set<String> warmup, int room) {
        Interval total = report.total();
        return total == null
                ? Optional.empty()
                : Reduction.ladder().stream()
                        .map(each -> new RunnerSummary(
                                VERSION,
                                report.run(),
                                report.runner(),
                                report.boot(),
                                each,
                                each.of(total, warmup),
                                report.clock(),
                                report.message()))
                        .map(RunnerSummary::line)
                        .filter(line -> line.length() <= room)
                        .findFirst();
    }

    /** The line for this. */
    public String line() {
        byte[] plain = ProtocolJson.write(this);
        var bytes = new ByteArrayOutputStream();
        var best = new Deflater(Deflater.BEST_COMPRESSION);
        try (var deflating = new DeflaterOutputStream(bytes, best)) {
            deflating.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            best.end();
        }
        return PREFIX + Base64.getUrlEncoder().encodeToString(bytes.toByteArray());
    }

    /** The message without the line, for people. */
    public static String words(String message) {
        return LINE.matcher(message).replaceAll("").strip();
    }

    /**
     * What a message has of a summary, whoever wrote it.
     *
     * @return empty where there is none
     * @throws IllegalArgumentException where it is not a whole and sane one, or in a newer format
     */
    public static Optional<RunnerSummary> read(String message) {
        Matcher line = LINE.matcher(message);
        return line.find() ? Optional.of(decoded(line.group(1))) : Optional.empty();
    }

    private static RunnerSummary decoded(String text) {
        try {
            byte[] compressed = Base64.getUrlDecoder().decode(text.getBytes(US_ASCII));
            var summary = ProtocolJson.read(Compression.inflate(compressed, 0, MOST_BYTES), RunnerSummary.class);
            if (summary.version > VERSION) {
                throw new IllegalArgumentException("the summary has version " + summary.version);
            }
            return summary;
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("a summary's compression is damaged: " + e.getMessage(), e);
        }
    }
}
