package dev.loadstone.operator.workload;

import dev.loadstone.protocol.RunId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The names of a run's objects: the same whenever they are asked for, so that what is made twice is refused the second time, and
 * different for a test that took a deleted one's name.
 */
public final class Names {
    /** A pod's host name is the job's name, the number of a part and an index, and at most 63 characters. */
    private static final int LONGEST = 52;

    private static final int LONGEST_TEST = 40;
    private static final int HASH_DIGITS = 5;

    private Names() {}

    public static String job(String test, RunId run) {
        String tail = "-" + run.number() + "-" + hash(run.test());
        String head = test.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        String cut = head.substring(0, Math.min(head.length(), Math.min(LONGEST_TEST, LONGEST - tail.length())));
        return cut.replaceAll("-+$", "") + tail;
    }

    /** Of the Job of a part: the run's own for the first. */
    static String job(String test, RunId run, Part part) {
        return part.number() <= 1 ? job(test, run) : job(test, run) + "-p" + part.number();
    }

    public static String plan(String test, RunId run) {
        return job(test, run) + "-plan";
    }

    public static String report(String test, RunId run) {
        return job(test, run) + "-report";
    }

    private static String hash(String uid) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(uid.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
