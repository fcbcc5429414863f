package dev.loadstone.runner.scenario.cookie;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The cookies of one user. What is in it is read as single bytes, so that a value goes back as it came. */
public final class CookieJar {
    /** A longer one is not kept, as in browsers. */
    private static final int LONGEST = 8192;

    /** Beyond them the oldest goes. */
    private static final int MOST = 300;

    private static final byte[] HEADER = "Cookie: ".getBytes(ISO_8859_1);

    /** The one with the longer path goes first, and of equals the older one. */
    private static final Comparator<Cookie> ORDER =
            Comparator.comparingInt((Cookie cookie) -> -cookie.path().length()).thenComparingLong(Cookie::age);

    private final List<Cookie> cookies = new ArrayList<>(0);
    private byte[] uri = {};
    private long count;

    public boolean isEmpty() {
        return cookies.isEmpty();
    }

    public void clear() {
        cookies.clear();
    }

    /**
     * Keeps, replaces or forgets a cookie, as RFC 6265, 5.3 says; one for a domain that the host is not in is ignored.
     *
     * @param host in lower case
     * @param path of the request
     */
    public void take(SetCookie set, String host, String path, long nowMillis) {
        String domain = set.domain();
        if (domain != null && !Cookie.belongs(host, domain)) {
            return;
        }
        byte[] pair = (set.name() + "=" + set.value()).getBytes(ISO_8859_1);
        if (pair.length > LONGEST) {
            return;
        }
        String own = set.path();
        var cookie = new Cookie(
                set.name(),
                domain == null ? host : domain,
                domain == null,
                own == null ? defaultPath(path) : own,
                set.secure(),
                set.endMillis(nowMillis),
                count++,
                pair);
        put(cookie, nowMillis);
    }

    private void put(Cookie cookie, long nowMillis) {
        Cookie kept = cookie;
        for (int i = cookies.size() - 1; i >= 0; i--) {
            if (cookie.replaces(cookies.get(i))) {
                kept = cookie.withAge(cookies.remove(i).age());
            }
        }
        if (kept.isOver(nowMillis)) {
            return;
        }
        if (cookies.size() >= MOST) {
            cookies.remove(
                    cookies.stream().min(Comparator.comparingLong(Cookie::age)).orElseThrow());
        }
        cookies.add(kept);
        cookies.sort(ORDER);
    }

    /** The directory of the request's path (RFC 6265, 5.1.4). */
    private static String defaultPath(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 || !path.startsWith("/") ? "/" : path.substring(0, slash);
    }

    /**
     * Appends the header of a request, with its CRLF; nothing where no cookie goes there.
     *
     * @param from index, in the buffer, of the request's path
     * @param to index after it, without the query
     */
    public void append(ByteBuf out, String host, boolean tls, int from, int to, long nowMillis) {
        int length = to - from;
        if (uri.length < length) {
            uri = new byte[length];
        }
        out.getBytes(from, uri, 0, length);
        boolean any = false;
        for (int i = 0; i < cookies.size(); i++) {
            Cookie cookie = cookies.get(i);
            if (!cookie.isOver(nowMillis) && cookie.goesTo(host, tls, uri, length)) {
                if (any) {
                    out.writeByte(';').writeByte(' ');
                } else {
                    out.writeBytes(HEADER);
                }
                out.writeBytes(cookie.pair());
                any = true;
            }
        }
        if (any) {
            out.writeByte('\r').writeByte('\n');
        }
    }
}
