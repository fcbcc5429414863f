package dev.loadstone.operator.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What separates the parts of multipart bodies: the same for the same plan, and nothing that a content could have by chance. */
record Boundaries(long seed) {
    private static final int DIGITS = 32;

    String at(Place place) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((seed + " " + place.path()).getBytes(StandardCharsets.UTF_8));
            return "loadstone-" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
