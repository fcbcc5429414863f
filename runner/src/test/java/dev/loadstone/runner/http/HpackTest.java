package dev.loadstone.runner.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed headers, against another implementation of the same. */
class HpackTest {
    private static final int MOST_BYTES = 64 * 1024;
    private static final String[] NAMES = {
        "date", "content-type", "x-a", "x-much-longer-name", "set-cookie", "vary", "age"
    };

    /** Remembers every field, or wants none. */
    private static final class Seen implements HpackDecoder.Fields {
        private final List<String> fields = new ArrayList<>();
        private boolean wanting = true;

        @Override
        public boolean wants(byte[] name, int length) {
            return wanting;
        }

        @Override
        public void field(byte[] name, int nameLength, byte[] value, int valueLength) {
            fields.add(
                    new String(name, 0, nameLength, ISO_8859_1) + "=" + new String(value, 0, valueLength, ISO_8859_1));
        }
    }

    /** With a table that is too small for all, with and without Huffman's code; some blocks are skipped, but change the table. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void whatAServerCompressesIsReadAsItWas(int huffmanFrom) throws Http2Exception, Http2Fault {
        var random = new Random(42);
        var server = new DefaultHttp2HeadersEncoder(Http2HeadersEncoder.NEVER_SENSITIVE, false, 16, huffmanFrom);
        var decoder = new HpackDecoder(MOST_BYTES);
        for (int round = 0; round < 2000; round++) {
            var headers = new DefaultHttp2Headers(false).status("" + (200 + random.nextInt(300)));
            for (int i = random.nextInt(8); i > 0; i--) {
                headers.add(NAMES[random.nextInt(NAMES.length)], value(random));
            }
            var expected = new ArrayList<String>();
            headers.forEach(field -> expected.add(field.getKey() + "=" + field.getValue()));
            ByteBuf block = Unpooled.buffer();
            server.encodeHeaders(3, headers, block);
            var seen = new Seen();
            seen.wanting = random.nextInt(3) > 0;
            assertThat(decoder.decode(block, block.writerIndex(), seen)).isTrue();
            assertThat(seen.fields).isEqualTo(seen.wanting ? expected : List.of());
        }
    }

    private static String value(Random random) {
        if (random.nextBoolean()) {
            return "value " + random.nextInt(20);
        }
        byte[] bytes = new byte[random.nextInt(200)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(5) > 0 ? ' ' + random.nextInt(95) : random.nextInt(256));
        }
        return new String(bytes, ISO_8859_1);
    }

    @Test
    void everyByteHasACodeOfHuffman() throws Http2Exception, Http2Fault {
        var server = new DefaultHttp2HeadersEncoder(Http2HeadersEncoder.NEVER_SENSITIVE, false, 16, 0);
        var decoder = new HpackDecoder(MOST_BYTES);
        for (int letter = 0; letter < 256; letter++) {
            // What is not shorter for it is not coded.
            String value = "a".repeat(40) + (char) letter + (char) letter;
            ByteBuf block = Unpooled.buffer();
            server.encodeHeaders(3, new DefaultHttp2Headers(false).add("x", value), block);
            var seen = new Seen();
            decoder.decode(block, block.writerIndex(), seen);
            assertThat(seen.fields).as("byte %d", letter).containsExactly("x=" + value);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "no such field, ff ff ff",
        "field 0, 80",
        "number without end, ff 80 80 80 80 80",
        "text beyond the end, 40 05 61",
        "table beyond the limit, 3f e2 1f",
        "limit after a field, 82 20",
        "padding of zeros, 00 81 18 00",
        "padding of a whole byte, 00 82 1f ff 00",
        "Huffman's end, 00 84 ff ff ff ff 00"
    })
    void whatIsNoBlockIsAnError(String name, String bytes) {
        byte[] block = ByteBufUtil.decodeHexDump(bytes.replace(" ", ""));
        assertThatExceptionOfType(Http2Fault.class)
                .isThrownBy(() ->
                        new HpackDecoder(MOST_BYTES).decode(Unpooled.wrappedBuffer(block), block.length, new Seen()))
                .matches(fault -> fault.code() == Http2Fault.COMPRESSION);
    }

    /** Noise is read to its end or is an error, and nothing is read beyond it. */
    @Test
    void noiseIsReadOrRefused() {
        var random = new Random(1);
        for (int round = 0; round < 100_000; round++) {
            byte[] noise = new byte[1 + random.nextInt(30)];
            random.nextBytes(noise);
            ByteBuf in = Unpooled.wrappedBuffer(noise);
            int end = random.nextInt(noise.length + 1);
            try {
                new HpackDecoder(MOST_BYTES).decode(in, end, new Seen());
                assertThat(in.readerIndex()).isEqualTo(end);
            } catch (Http2Fault e) {
                assertThat(in.readerIndex()).isLessThanOrEqualTo(end);
            }
        }
    }

    /** One byte may stand for 4 KB. */
    @Test
    void aBlockThatUnfoldsToMoreThanTheLimitIsNotUnfolded() throws Http2Fault {
        ByteBuf bomb = Unpooled.buffer().writeBytes(new byte[] {0x40, 1, 'x', 0x7f, (byte) 0xa1, 0x1e});
        bomb.writeZero(4000).writeBytes(new byte[20_000]);
        for (int at = 4006; at < bomb.writerIndex(); at++) {
            bomb.setByte(at, 0xbe);
        }
        var seen = new Seen();
        assertThat(new HpackDecoder(MOST_BYTES).decode(bomb, bomb.writerIndex(), seen))
                .isFalse();
        assertThat(seen.fields).hasSizeLessThanOrEqualTo(MOST_BYTES / 4000);
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 300, 100, 0})
    void aServerReadsRequestsAsTheyWere(int tableBytes) throws Http2Exception {
        var random = new Random(tableBytes);
        var encoder = new HpackEncoder("https");
        encoder.limit(tableBytes);
        var server = new DefaultHttp2HeadersDecoder(true);
        server.configuration().maxHeaderTableSize(tableBytes);
        for (int round = 0; round < 3000; round++) {
            if (round == 2000) {
                encoder.limit(tableBytes / 2);
                server.configuration().maxHeaderTableSize(tableBytes / 2);
            }
            var expected = new ArrayList<String>();
            ByteBuf request = request(random, round, expected);
            ByteBuf block = Unpooled.buffer();
            encoder.encode(request, block);
            assertThat(request.toString(ISO_8859_1)).isEqualTo("body");
            var read = new ArrayList<String>();
            server.decodeHeaders(3, block).forEach(field -> read.add(field.getKey() + "=" + field.getValue()));
            assertThat(read).as("round %d", round).isEqualTo(expected);
        }
    }

    private static ByteBuf request(Random random, int round, List<String> expected) {
        String method = List.of("GET", "POST", "DELETE").get(random.nextInt(3));
        String path = random.nextBoolean() ? "/" : "/" + "p".repeat(random.nextInt(300));
        var lines = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        expected.addAll(List.of(":method=" + method, ":path=" + path, ":scheme=https", ":authority=there"));
        for (int i = random.nextInt(3); i > 0; i--) {
            String name = NAMES[random.nextInt(NAMES.length)];
            String value = random.nextInt(3) == 0 ? "n" + round : "v" + random.nextInt(3);
            lines.append(name.toUpperCase(java.util.Locale.ROOT))
                    .append(": ")
                    .append(value)
                    .append(" \r\n");
            expected.add(name + "=" + value);
        }
        lines.append("Host: there\r\nConnection: close\r\nTE: gzip\r\n");
        return Unpooled.copiedBuffer(lines + "\r\nbody", ISO_8859_1);
    }

    @Test
    void whatIsRepeatedCostsAByte() {
        var encoder = new HpackEncoder("http");
        ByteBuf block = Unpooled.buffer();
        for (int round = 0; round < 3; round++) {
            block.clear();
            encoder.encode(Unpooled.copiedBuffer("GET / HTTP/1.1\r\nHost: there\r\nX-A: 1\r\n\r\n", ISO_8859_1), block);
        }
        assertThat(block.readableBytes()).isEqualTo(5);
    }
}
