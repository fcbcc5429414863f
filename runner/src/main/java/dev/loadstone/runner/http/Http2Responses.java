package dev.loadstone.runner.http;

import dev.loadstone.protocol.ErrorClass;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the streams of a connection are told by the server. */
final class Http2Responses {
    private final Http2Session session;
    private final Http2Streams streams;
    private final HttpClient client;
    private final long mostBytes;
    private final HpackDecoder decoder = new HpackDecoder(ResponseParser.MOST_HEADER_BYTES);
    /** Who reads what comes for streams that are no more: the table of fields is everybody's. */
    private final Http2Head nobody = new Http2Head();

    private int unacknowledged;

    Http2Responses(Http2Session session, Http2Streams streams) {
        this.session = session;
        this.streams = streams;
        client = session.site.client();
        mostBytes = session.site.target().maxResponseBytes();
    }

    /** The stream that somebody waits for. */
    @Nullable
    Http2Stream live(int streamId) {
        Http2Stream stream = streams.get(streamId);
        return stream == null || stream.isOver() ? null : stream;
    }

    void headers(int streamId, ByteBuf in, int end, int wireBytes, boolean ends) throws Http2Fault {
        Http2Stream stream = live(streamId);
        Http2Head head = stream == null ? nobody : stream.head;
        head.begin();
        boolean fits = decoder.decode(in, end, head);
        if (stream != null) {
            stream.received(wireBytes, session.readNanos());
            // Nothing comes after trailers.
            boolean goesOn = stream.hasHead() && !ends;
            if (!head.end() || !fits || goesOn) {
                stream.fail(ErrorClass.Kind.PROTOCOL);
            }
            goOn(stream, ends);
        }
    }

    void data(int streamId, ByteBuf in, int length, int withPadding, boolean ends) {
        unacknowledged += withPadding;
        if (unacknowledged >= Http2Outbox.CONNECTION_WINDOW_BYTES / 2) {
            session.outbox().widen(0, unacknowledged);
            unacknowledged = 0;
        }
        Http2Stream stream = live(streamId);
        if (stream != null) {
            stream.received(withPadding + Http2Wire.HEAD_BYTES, session.readNanos());
            stream.takeData(in, length, mostBytes);
            int used = stream.acknowledge(withPadding);
            if (used > 0 && !ends) {
                session.outbox().widen(streamId, used);
            }
            goOn(stream, ends);
        }
    }

    /** A server that answers before it has the whole request does not want the rest. */
    private void goOn(Http2Stream stream, boolean ends) {
        if (ends && !stream.isComplete()) {
            stream.fail(ErrorClass.Kind.PROTOCOL);
        }
        boolean failed = stream.failure() != null;
        if (ends && !failed) {
            stream.whole();
        }
        if (failed || ends && stream.unsent.isReadable()) {
            session.reset(stream);
        } else if (ends) {
            session.end(stream, session.readNanos());
        }
    }

    void widened(int more) throws Http2Fault {
        streams.widen(more, session.outbox());
    }

    void widened(int streamId, int more) {
        Http2Stream stream = live(streamId);
        if (stream != null) {
            streams.widen(stream, more, session.outbox());
            if (stream.isOver()) {
                session.reset(stream);
            }
        }
    }

    void resetBy(int streamId, int code) {
        Http2Stream stream = live(streamId);
        if (stream == null) {
            return;
        }
        if (code == Http2Wire.REFUSED_STREAM) {
            stream.refuse();
        } else {
            stream.fail(ErrorClass.Kind.CLOSED);
        }
        session.end(stream, session.readNanos());
    }

    /** Tells the exchange, if any is left, how it ended. */
    void finish(Http2Stream stream, long now) {
        Exchange exchange = stream.exchange();
        if (exchange == null) {
            return;
        }
        try {
            if (stream.isWhole()) {
                stream.decode(client.decoder(), session.context().alloc(), mostBytes);
                client.responded(exchange, stream.head.status(), stream.head.lines(), stream.body(), now);
            } else if (stream.isRefused()) {
                refused(exchange, now);
            } else if (stream.isUnseen() && session.broken() == null && !exchange.retried) {
                session.pool.sendOverNew(exchange, now);
            } else {
                ErrorClass.Kind kind = stream.failure() == null ? session.broken() : stream.failure();
                client.fail(exchange, kind == null ? ErrorClass.Kind.CLOSED : kind, now);
            }
        } catch (IOException e) {
            client.fail(exchange, ErrorClass.Kind.BODY, now);
        }
    }

    /** The server has not looked at the request, so that it is fair to try once more. */
    void refused(Exchange exchange, long now) {
        if (exchange.retried) {
            client.fail(exchange, ErrorClass.Kind.CLOSED, now);
        } else {
            session.pool.sendOverAny(exchange, now);
        }
    }
}
