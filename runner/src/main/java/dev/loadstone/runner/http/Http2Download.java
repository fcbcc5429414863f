package dev.loadstone.runner.http;

import dev.loadstone.protocol.ErrorClass;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has come of the response to one exchange on a stream, and how it ended. */
final class Http2Download implements AutoCloseable {
    private static final int CRLF = 0x0D0A;
    private static final int COLON = 0x3A20;

    private @Nullable Exchange exchange;
    private final boolean repeatable;
    private final boolean reused;
    private ByteBuf head = Unpooled.EMPTY_BUFFER;
    private ByteBuf body = Unpooled.EMPTY_BUFFER;
    private int status;
    private int codings;
    private long bytes;
    private boolean answered;
    private boolean whole;
    private boolean refused;
    private boolean over;
    private ErrorClass.@Nullable Kind failure;

    /** @param reused the connection had brought a whole response before, or had been idle */
    Http2Download(Exchange exchange, boolean repeatable, boolean reused) {
        this.exchange = exchange;
        this.repeatable = repeatable;
        this.reused = reused;
    }

    void begin(ByteBufAllocator allocator) {
        if (exchange != null) {
            head = exchange.readsHead() ? allocator.buffer() : head;
            body = exchange.readsBody() ? allocator.buffer() : body;
        }
    }

    @Nullable
    Exchange exchange() {
        return exchange;
    }

    void sent(long wireBytes) {
        if (exchange != null && !over) {
            exchange.sent(wireBytes);
        }
    }

    void received(int wireBytes, long now) {
        answered = true;
        if (exchange != null) {
            exchange.received(wireBytes, now);
        }
    }

    /** Whether they make sense. */
    boolean takeHeaders(Http2Headers headers) {
        if (hasHead()) {
            return true;
        }
        int code = code(headers.status());
        if (code >= 200) {
            status = code;
            if (body != Unpooled.EMPTY_BUFFER) {
                headers.getAll(HttpHeaderNames.CONTENT_ENCODING)
                        .forEach(value -> codings = ContentCodings.plus(codings, value));
            }
            if (head != Unpooled.EMPTY_BUFFER) {
                headers.forEach(this::keep);
            }
        }
        return code >= 100 && code != 101;
    }

    private static int code(@Nullable CharSequence status) {
        if (status == null || status.length() != 3) {
            return 0;
        }
        int code = 0;
        for (int i = 0; i < 3; i++) {
            int digit = status.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            code = code * 10 + digit;
        }
        return code;
    }

    private void keep(Map.Entry<CharSequence, CharSequence> line) {
        if (line.getKey().charAt(0) != ':') {
            ByteBufUtil.copy(AsciiString.of(line.getKey()), head);
            head.writeShort(COLON);
            ByteBufUtil.copy(AsciiString.of(line.getValue()), head);
            head.writeShort(CRLF);
        }
    }

    boolean hasHead() {
        return status != 0;
    }

    /** Whether it is not too much. */
    boolean takeData(ByteBuf data, long mostBytes) {
        bytes += data.readableBytes();
        if (bytes <= mostBytes && body != Unpooled.EMPTY_BUFFER) {
            body.writeBytes(data);
        }
        return bytes <= mostBytes;
    }

    void decode(Decoder decoder, ByteBufAllocator allocator, long mostBytes) throws IOException {
        if (codings != ContentCodings.NONE) {
            ByteBuf wire = body;
            body = decoder.decode(codings, wire, allocator, mostBytes);
            wire.release();
        }
    }

    void whole() {
        whole = true;
        over = true;
    }

    void refuse() {
        refused = true;
        over = true;
    }

    void fail(ErrorClass.Kind kind) {
        failure = kind;
        over = true;
    }

    /** Nobody waits for it any more. */
    void abandon() {
        exchange = null;
        over = true;
    }

    /** How it ended is known, so that nothing may be added. */
    boolean isOver() {
        return over;
    }

    boolean isWhole() {
        return whole;
    }

    boolean isRefused() {
        return refused;
    }

    /** Most likely the server had closed the connection as idle before the request reached it. */
    boolean isUnseen() {
        return repeatable && reused && !answered && failure == null;
    }

    ErrorClass.@Nullable Kind failure() {
        return failure;
    }

    int status() {
        return status;
    }

    ByteBuf head() {
        return head;
    }

    ByteBuf body() {
        return body;
    }

    @Override
    public void close() {
        head.release();
        body.release();
    }
}
