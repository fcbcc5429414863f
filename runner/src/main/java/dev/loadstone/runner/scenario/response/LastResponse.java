package dev.loadstone.runner.scenario.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.runner.scenario.cel.CelJson;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What conditions see of a user's last response, as far as the conditions of its scenario look at it. */
public final class LastResponse {
    private static final byte[] EMPTY = {};

    private boolean present;
    private int status;
    private long nanos;
    private byte[] head = EMPTY;
    private byte[] body = EMPTY;
    private @Nullable Object json;

    public void clear() {
        present = false;
        head = EMPTY;
        body = EMPTY;
        json = null;
    }

    /** There was none: its status is 0. */
    public void miss() {
        clear();
        present = true;
        status = 0;
        nanos = 0;
    }

    public void take(Response response, boolean keepsHead, boolean keepsBody) {
        clear();
        present = true;
        status = response.status();
        nanos = response.nanos();
        if (keepsHead) {
            head = copy(response.head());
        }
        if (keepsBody) {
            body = copy(response.body());
        }
    }

    private static byte[] copy(Snapshot snapshot) {
        return Arrays.copyOfRange(snapshot.bytes(), snapshot.start(), snapshot.end());
    }

    /** Whether the user sent a request yet. */
    public boolean isPresent() {
        return present;
    }

    public int status() {
        return status;
    }

    public double millis() {
        return nanos / 1e6;
    }

    public Map<String, String> headers() {
        return HeaderLines.all(head, head.length);
    }

    public String body() {
        return new String(body, UTF_8);
    }

    /** The body as CEL sees JSON. */
    public Object json() {
        Object parsed = json;
        if (parsed == null) {
            parsed = CelJson.parse(body);
            json = parsed;
        }
        return parsed;
    }
}
