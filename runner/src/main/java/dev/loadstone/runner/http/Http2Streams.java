package dev.loadstone.runner.http;

import dev.loadstone.protocol.ErrorClass;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The streams of a connection, and how much of their requests' bodies the server lets them send. */
final class Http2Streams {
    /** The first of all is for a request that asks to go on with HTTP/2. */
    private static final int FIRST_ID = 3;

    private final IntObjectMap<Http2Stream> open = new IntObjectHashMap<>();
    private final ArrayDeque<Http2Stream> spare = new ArrayDeque<>();
    private final Set<Http2Stream> blocked = new LinkedHashSet<>();
    private int nextId = FIRST_ID;
    private long sendWindow = Http2Wire.WINDOW_BYTES;

    int size() {
        return open.size();
    }

    /** There is a number left for a further stream. */
    boolean hasNumber() {
        return nextId > 0;
    }

    boolean hasOpened(int id) {
        return (id & 1) == 1 && id >= FIRST_ID && (id < nextId || nextId < 0);
    }

    /** Of one that serves another exchange no more. */
    Http2Stream take() {
        Http2Stream stream = spare.poll();
        return stream == null ? new Http2Stream() : stream;
    }

    int number() {
        int id = nextId;
        nextId += 2;
        return id;
    }

    void add(Http2Stream stream, int window) {
        stream.sendWindow = window;
        open.put(stream.id, stream);
    }

    @Nullable
    Http2Stream get(int id) {
        return open.get(id);
    }

    /** Whether it was there. */
    boolean remove(Http2Stream stream) {
        if (stream.unsent.isReadable()) {
            blocked.remove(stream);
        }
        return open.remove(stream.id) == stream;
    }

    void keep(Http2Stream stream) {
        stream.close();
        spare.add(stream);
    }

    Collection<Http2Stream> all() {
        return List.copyOf(open.values());
    }

    void send(Http2Stream stream, Http2Outbox outbox) {
        while (stream.unsent.isReadable()) {
            int most = (int) Math.min(Http2Wire.FRAME_BYTES, Math.min(sendWindow, stream.sendWindow));
            if (most <= 0) {
                blocked.add(stream);
                return;
            }
            int part = Math.min(most, stream.unsent.readableBytes());
            int flags = part == stream.unsent.readableBytes() ? Http2Wire.END_STREAM : 0;
            sendWindow -= part;
            stream.sendWindow -= part;
            outbox.head(part, Http2Wire.DATA, flags, stream.id).writeBytes(stream.unsent, part);
            stream.sent(Http2Wire.HEAD_BYTES + part);
        }
        blocked.remove(stream);
    }

    private void sendBlocked(Http2Outbox outbox) {
        List.copyOf(blocked).forEach(stream -> send(stream, outbox));
    }

    /** The server lets all of them together send more. */
    void widen(int more, Http2Outbox outbox) throws Http2Fault {
        sendWindow += more;
        if (sendWindow > Integer.MAX_VALUE) {
            throw new Http2Fault(Http2Fault.FLOW_CONTROL);
        }
        sendBlocked(outbox);
    }

    void widen(Http2Stream stream, int more, Http2Outbox outbox) {
        stream.sendWindow += more;
        if (more == 0 || stream.sendWindow > Integer.MAX_VALUE) {
            stream.fail(ErrorClass.Kind.PROTOCOL);
        } else {
            send(stream, outbox);
        }
    }

    /** A setting holds for streams that are open, too. */
    void widenEach(int more, Http2Outbox outbox) throws Http2Fault {
        if (more == 0) {
            return;
        }
        for (Http2Stream stream : open.values()) {
            stream.sendWindow += more;
            if (stream.sendWindow > Integer.MAX_VALUE) {
                throw new Http2Fault(Http2Fault.FLOW_CONTROL);
            }
        }
        sendBlocked(outbox);
    }
}
