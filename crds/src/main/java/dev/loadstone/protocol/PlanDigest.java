package dev.loadstone.protocol;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells a written plan from any other: whoever wrote it and whoever reads it find the same. */
public final class PlanDigest {
    private PlanDigest() {}

    /**
     * SHA-256, in hexadecimal digits.
     *
     * @param json the plan, to the byte as it is kept
     */
    public static String of(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
