package dev.loadstone.runner.scenario.encoding;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Replaces, in place, the end of a buffer by a digest of it in lower-case hexadecimal digits. */
public final class Digests {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final String HMAC = "HmacSHA256";

    private Digests() {}

    /** MD5 of what was written from this place on. */
    public static void md5(ByteBuf out, int start) {
        digest("MD5", out, start);
    }

    /** SHA-256 of what was written from this place on. */
    public static void sha256(ByteBuf out, int start) {
        digest("SHA-256", out, start);
    }

    private static void digest(String algorithm, ByteBuf out, int start) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            replace(out, start, digest.digest(ByteBufUtil.getBytes(out, start, out.writerIndex() - start)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has " + algorithm, e);
        }
    }

    /** HMAC with SHA-256 of what was written from the message's place on, with what stands between as the key. */
    public static void hmacSha256(ByteBuf out, int keyStart, int messageStart) {
        byte[] key = ByteBufUtil.getBytes(out, keyStart, messageStart - keyStart);
        try {
            Mac mac = Mac.getInstance(HMAC);
            // The JDK refuses an empty key, which is the same as a zero: both are filled up with zeros.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, HMAC));
            byte[] message = ByteBufUtil.getBytes(out, messageStart, out.writerIndex() - messageStart);
            replace(out, keyStart, mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + HMAC, e);
        }
    }

    private static void replace(ByteBuf out, int start, byte[] digest) {
        out.writerIndex(start);
        for (byte b : digest) {
            out.writeByte(HEX[b >> 4 & 15]);
            out.writeByte(HEX[b & 15]);
        }
    }
}
