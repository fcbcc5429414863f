package dev.loadstone.runner.scenario.response;

import dev.loadstone.runner.scenario.json.JsonMatches;
import dev.loadstone.runner.scenario.json.JsonQuery;
import dev.loadstone.runner.scenario.json.JsonScanner;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

/** A response that is looked at. A thread has one, which its next response overwrites. */
public final class Response {
    private static final FastThreadLocal<Response> OF_THREAD = new FastThreadLocal<>() {
        @Override
        protected Response initialValue() {
            return new Response();
        }
    };

    private final JsonScanner scanner = new JsonScanner();
    private final JsonMatches matches = new JsonMatches();
    private final Snapshot head = new Snapshot();
    private final Snapshot body = new Snapshot();
    private int status;
    private long nanos;
    /** Whether the body is known to be well-formed JSON, and whether that is known. */
    private boolean json;

    private boolean jsonKnown;

    private Response() {}

    public static Response of(int status, long nanos) {
        Response response = OF_THREAD.get();
        response.status = status;
        response.nanos = nanos;
        return response;
    }

    /** Looks at these too, as far as they are wanted. */
    public void read(boolean wantsHead, ByteBuf headLines, boolean wantsBody, ByteBuf content) {
        jsonKnown = false;
        if (wantsHead) {
            head.take(headLines);
        } else {
            head.clear();
        }
        if (wantsBody) {
            body.take(content);
        } else {
            body.clear();
        }
    }

    /** Looks at the header lines alone. */
    public Snapshot readHead(ByteBuf headLines) {
        jsonKnown = false;
        body.clear();
        head.take(headLines);
        return head;
    }

    public int status() {
        return status;
    }

    /** From the due time to the last byte. */
    long nanos() {
        return nanos;
    }

    Snapshot head() {
        return head;
    }

    public Snapshot body() {
        return body;
    }

    /** Whether there is a JSON value at the path; the scanner then knows where. */
    public boolean has(JsonQuery query) {
        if (jsonKnown && !json) {
            return false;
        }
        boolean there = scanner.find(body.bytes(), body.start(), body.end(), query, jsonKnown);
        jsonKnown = true;
        json = scanner.isWellFormed();
        return there;
    }

    public JsonScanner scanner() {
        return scanner;
    }

    /** The values at the path, until they are asked for again. */
    public JsonMatches all(JsonQuery query) {
        scanner.findAll(body.bytes(), body.start(), body.end(), query, matches);
        return matches;
    }
}
