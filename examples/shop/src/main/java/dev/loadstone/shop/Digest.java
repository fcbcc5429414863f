package dev.loadstone.shop;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Size and SHA-256 of bytes that pass by, in constant memory. */
final class Digest {
    private final MessageDigest sha256;
    private long bytes;

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void add(Buffer chunk) {
        bytes += chunk.length();
        sha256.update(chunk.getBytes());
    }

    /** To be called once, at the end. */
    Content.Digested end() {
        return new Content.Digested(bytes, HexFormat.of().formatHex(sha256.digest()));
    }
}
