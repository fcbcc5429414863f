package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.loadstone.runner.scenario.cookie.SetCookie;
import io.netty.buffer.ByteBuf;

/** Brings cookies from responses into a user's jar, and from there into its requests. */
final class Cookies {
    static final byte[] SET_COOKIE = "set-cookie".getBytes(ISO_8859_1);

    private Cookies() {}

    /** Keeps what the response to the draft's current hop sets, where its target is one that keeps cookies. */
    static void keep(Draft draft, ByteBuf head, UserState user) {
        Onward onward = draft.request().onward();
        if (!onward.keepsCookies(draft.target()) || !mayBeIn(head)) {
            return;
        }
        Origin origin = onward.origin(draft.target());
        Snapshot snapshot = Response.of(0, 0).readHead(head);
        for (var lines = new HeaderLines(snapshot); lines.next(); ) {
            if (lines.isNamed(SET_COOKIE)) {
                String path = draft.request().path(draft, user);
                SetCookie.parse(lines.value())
                        .ifPresent(cookie -> user.cookies().take(cookie, origin.host(), path, user.epochMillis()));
            }
        }
    }

    /** Most responses set none, and are not looked at any closer. */
    private static boolean mayBeIn(ByteBuf head) {
        int end = head.writerIndex();
        for (int at = head.readerIndex(); at >= 0 && at + SET_COOKIE.length < end; ) {
            if ((head.getByte(at) | 0x20) == 's' && head.getByte(at + SET_COOKIE.length) == ':') {
                return true;
            }
            int feed = head.indexOf(at, end, (byte) '\n');
            at = feed < 0 ? -1 : feed + 1;
        }
        return false;
    }

    /** Appends the header that goes with a request whose path and query start at this place. */
    static void append(ByteBuf out, int uriStart, Origin origin, UserState user) {
        int end = uriStart;
        while (out.getByte(end) != ' ' && out.getByte(end) != '?') {
            end++;
        }
        user.cookies().append(out, origin.host(), origin.tls(), uriStart, end, user.epochMillis());
    }
}
