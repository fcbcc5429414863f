package dev.loadstone.runner.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecoderTest {
    private static final int MOST = 100_000;

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final Decoder decoder = new Decoder();

    static Stream<Arguments> coded() {
        return Stream.of(
                Arguments.of("gzip", Coded.gzip(Coded.text())),
                Arguments.of("deflate", Coded.deflate(Coded.text(), false)),
                Arguments.of("deflate", Coded.deflate(Coded.text(), true)),
                Arguments.of("br", Coded.BROTLI),
                Arguments.of("br, gzip", Coded.gzip(Coded.BROTLI)),
                Arguments.of("deflate, identity, gzip", Coded.gzip(Coded.deflate(Coded.text(), false))),
                Arguments.of("zstd", Coded.text()),
                Arguments.of("identity", Coded.text()));
    }

    @ParameterizedTest
    @MethodSource("coded")
    void whatIsCodedIsUndone(String codings, byte[] body) throws IOException {
        for (int again = 0; again < 3; again++) {
            assertThat(decode(codings, body)).isEqualTo(Coded.TEXT);
        }
        assertThat(allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory())
                .isZero();
    }

    @Test
    void gzipMayHaveSeveralMembersAndAllFields() throws IOException {
        byte[] plain = Coded.gzip(Coded.text());
        var two = new ByteArrayOutputStream();
        two.write(plain, 0, 3);
        two.write(2 + 4 + 8 + 16);
        two.write(plain, 4, 6);
        two.writeBytes(new byte[] {2, 0, 'e', 'x', 'n', 'a', 'm', 'e', 0, 'c', 0, 7, 7});
        two.write(plain, 10, plain.length - 10);
        two.writeBytes(plain);
        assertThat(decode("gzip", two.toByteArray())).isEqualTo(Coded.TEXT + Coded.TEXT);
    }

    @Test
    void nothingIsNothingWhateverItsCoding() throws IOException {
        assertThat(decode("gzip, br", new byte[0])).isEmpty();
    }

    static Stream<Arguments> bombs() {
        byte[] gzip = Coded.gzip(Coded.zeros());
        return Stream.of(
                Arguments.of("gzip", gzip),
                Arguments.of("gzip, gzip", Coded.gzip(gzip)),
                Arguments.of("deflate", Coded.deflate(Coded.zeros(), false)),
                Arguments.of("br", Coded.BROTLI_BOMB));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void aBombIsNotUnpacked(String codings, byte[] bomb) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> decode(codings, bomb));
        assertThat(allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory())
                .isZero();
    }

    /** Each piece of it but the whole, and each byte of it wrong: never anything else than the text or an error. */
    @ParameterizedTest
    @MethodSource("coded")
    void damageIsToldAndNeverThrows(String codings, byte[] body) {
        var random = new Random(42);
        for (int round = 0; round < 3000; round++) {
            byte[] damaged = round < body.length ? Arrays.copyOf(body, round) : body.clone();
            for (int flips = round < body.length ? 0 : random.nextInt(1, 4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(decode(codings, damaged).length()).isLessThanOrEqualTo(MOST);
            } catch (IOException expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            }
        }
        assertThat(allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory())
                .isZero();
    }

    private String decode(String codings, byte[] body) throws IOException {
        ByteBuf in = allocator.directBuffer().writeBytes(body);
        ByteBuf out = Unpooled.EMPTY_BUFFER;
        try {
            out = decoder.decode(ContentCodings.plus(ContentCodings.NONE, codings), in, allocator, MOST);
            return out.toString(US_ASCII);
        } finally {
            in.release();
            out.release();
        }
    }
}
