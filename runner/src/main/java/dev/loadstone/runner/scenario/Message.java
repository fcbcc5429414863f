package dev.loadstone.runner.scenario;

import dev.loadstone.runner.scenario.encoding.Decimal;
import dev.loadstone.runner.scenario.origin.Origin;
import dev.loadstone.runner.scenario.template.CompiledTemplate;
import dev.loadstone.runner.scenario.template.Variables;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a request, of which the request line is left out where a redirect makes another one.
 *
 * @param head to the last header that is always there
 * @param tail what follows after the cookies: the length, the empty line and a body that is known ahead
 * @param whole both together, for users without cookies
 * @param body what follows then, where its length is known only once it is written
 */
record Message(
        CompiledTemplate head,
        CompiledTemplate tail,
        CompiledTemplate whole,
        @Nullable CompiledTemplate body,
        boolean isStatic) {
    /** As many as the length of any buffer has. White space before the value of a header is not part of it, so room is left. */
    static final int LENGTH_DIGITS = 10;

    private static final int HEAD_END = "\r\n\r\n".length();

    static Message of(
            Variables variables, CompiledTemplate head, CompiledTemplate tail, @Nullable CompiledTemplate body) {
        CompiledTemplate whole = new CompiledTemplate.Builder(variables)
                .append(head)
                .append(tail)
                .build();
        return new Message(head, tail, whole, body, body == null && whole.isStatic());
    }

    void append(ByteBuf out, UserState user) {
        whole.append(out, user);
        appendBody(out, user);
    }

    /** @param uriStart where in the buffer the path and query start */
    void appendWithCookies(ByteBuf out, UserState user, Origin origin, int uriStart) {
        head.append(out, user);
        Cookies.append(out, uriStart, origin, user);
        tail.append(out, user);
        appendBody(out, user);
    }

    private void appendBody(ByteBuf out, UserState user) {
        if (body != null) {
            int bodyStart = out.writerIndex();
            body.append(out, user);
            Decimal.endAt(out, bodyStart - HEAD_END, out.writerIndex() - bodyStart);
        }
    }
}
