package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.loadstone.runner.scenario.cookie.SetCookie;
import io.netty.buffer.ByteBuf;

/** Brings cookies from responses into a user's jar, and from there into its requests. */
final class Cookies {
    static final byte[] SET_COOKIE = "set-cookie".getBytes(ISO_8859_1);

    private Cookies() {}

    /** Keeps what the response to the draft's current hop sets. */
    static void keep(Draft draft, Origin origin, Snapshot head, UserState user) {
        for (var lines = new HeaderLines(head); lines.next(); ) {
            if (lines.isNamed(SET_COOKIE)) {
                String path = draft.request().path(draft, user);
                SetCookie.parse(lines.value())
                        .ifPresent(cookie -> user.cookies().take(cookie, origin.host(), path, user.epochMillis()));
            }
        }
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
