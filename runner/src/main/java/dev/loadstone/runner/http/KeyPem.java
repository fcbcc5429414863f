package dev.loadstone.runner.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in PEM: those in the older forms for RSA (PKCS#1) and elliptic curves (SEC 1) are wrapped into PKCS#8. */
final class KeyPem {
    private static final Pattern OLDER =
            Pattern.compile("-----BEGIN (RSA|EC) PRIVATE KEY-----([^-]*)-----END \\1 PRIVATE KEY-----");
    private static final byte[] VERSION = {2, 1, 0};
    private static final byte[] RSA = {6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0xd, 1, 1, 1, 5, 0};
    private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 4;
    private static final int CURVE = 0xa0;

    private KeyPem() {}

    static byte[] toPkcs8(byte[] pem) {
        Matcher older = OLDER.matcher(new String(pem, US_ASCII));
        if (!older.find()) {
            return pem;
        }
        if (older.group(2).contains("ENCRYPTED")) {
            throw new IllegalArgumentException("the key is encrypted");
        }
        byte[] key = Base64.getMimeDecoder().decode(older.group(2));
        byte[] algorithm = older.group(1).equals("RSA") ? RSA : join(EC, curve(key));
        byte[] wrapped = tagged(SEQUENCE, join(VERSION, tagged(SEQUENCE, algorithm), tagged(OCTETS, key)));
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(wrapped);
        return ("-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n").getBytes(US_ASCII);
    }

    /** The name of the curve: a field of the sequence that the key is. */
    private static byte[] curve(byte[] key) {
        try {
            int at = content(key, 0);
            while ((key[at] & 0xff) != CURVE) {
                at = content(key, at) + length(key, at);
            }
            int start = content(key, at);
            return Arrays.copyOfRange(key, start, start + length(key, at));
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the key does not say which curve it is of", e);
        }
    }

    private static int content(byte[] der, int at) {
        return at + 2 + (der[at + 1] < 0 ? der[at + 1] & 0x7f : 0);
    }

    private static int length(byte[] der, int at) {
        int length = der[at + 1] < 0 ? 0 : der[at + 1];
        for (int i = at + 2; i < content(der, at); i++) {
            length = length << 8 | der[i] & 0xff;
        }
        if (length < 0 || length > der.length) {
            throw new ArrayIndexOutOfBoundsException(length);
        }
        return length;
    }

    private static byte[] tagged(int tag, byte[] content) {
        int length = content.length;
        byte[] head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return join(head, content);
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
