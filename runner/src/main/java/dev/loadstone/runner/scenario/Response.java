package dev.loadstone.runner.scenario;

import dev.loadstone.runner.scenario.json.JsonMatches;
import dev.loadstone.runner.scenario.json.JsonQuery;
import dev.loadstone.runner.scenario.json.JsonScanner;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

/** A response that is looked at. A thread has one, which its next response overwrites. */
final class Response {
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

    private Response() {}

    static Response of(int status, long nanos) {
        Response response = OF_THREAD.get();
        response.status = status;
        response.nanos = nanos;
        return response;
    }

    /** Looks at these too, as far as they are judged. */
    void read(Judge judge, ByteBuf headLines, ByteBuf content) {
        if (judge.judgesHead()) {
            head.take(headLines);
        } else {
            head.clear();
        }
        if (judge.readsBody()) {
            body.take(content);
        } else {
            body.clear();
        }
    }

    /** Looks at the header lines alone. */
    Snapshot readHead(ByteBuf headLines) {
        body.clear();
        head.take(headLines);
        return head;
    }

    int status() {
        return status;
    }

    /** From the due time to the last byte. */
    long nanos() {
        return nanos;
    }

    Snapshot head() {
        return head;
    }

    Snapshot body() {
        return body;
    }

    /** Whether there is a JSON value at the path; the scanner then knows where. */
    boolean has(JsonQuery query) {
        return scanner.find(body.bytes(), body.start(), body.end(), query);
    }

    JsonScanner scanner() {
        return scanner;
    }

    /** The values at the path, until they are asked for again. */
    JsonMatches all(JsonQuery query) {
        scanner.findAll(body.bytes(), body.start(), body.end(), query, matches);
        return matches;
    }
}
