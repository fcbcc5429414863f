package dev.loadstone.runner.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies as servers code them. */
final class Coded {
    static final String TEXT = "hello hello hello hello";
    /** The text, as Google's encoder has it. */
    static final byte[] BROTLI = Base64.getDecoder().decode("GxYA+I2Ubt5EVYaWbCBvIU8c4Dg=");
    /** Ten million zeros. */
    static final byte[] BROTLI_BOMB = Base64.getDecoder().decode("y///P/gnAOKxQCD3/i//LDHwTwDEYRGAjiMG");

    private Coded() {}

    static byte[] text() {
        return TEXT.getBytes(US_ASCII);
    }

    static byte[] zeros() {
        return new byte[10_000_000];
    }

    static byte[] gzip(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] deflate(byte[] content, boolean bare) {
        var out = new ByteArrayOutputStream();
        try (OutputStream deflate = new DeflaterOutputStream(out, new Deflater(9, bare))) {
            deflate.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** One response with such a body. */
    static byte[] response(String coding, byte[] body) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(
                ("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
