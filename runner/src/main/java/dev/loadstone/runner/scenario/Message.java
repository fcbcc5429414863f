package dev.loadstone.runner.scenario;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a request.
 *
 * @param start everything, or where the length of the body is known only once it is written all before the body
 * @param body what follows then
 */
record Message(CompiledTemplate start, @Nullable CompiledTemplate body) {
    /** As many as the length of any buffer has. White space before the value of a header is not part of it, so room is left. */
    static final int LENGTH_DIGITS = 10;

    private static final int HEAD_END = "\r\n\r\n".length();

    /** Appends the whole or, where a value is missing, nothing. */
    void append(ByteBuf out, UserState user) {
        int begin = out.writerIndex();
        try {
            start.append(out, user);
            if (body != null) {
                int bodyStart = out.writerIndex();
                body.append(out, user);
                Decimal.endAt(out, bodyStart - HEAD_END, out.writerIndex() - bodyStart);
            }
        } catch (IllegalStateException e) {
            out.writerIndex(begin);
            throw e;
        }
    }
}
