package dev.loadstone.runner.http;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines that a peer's table has as fields. None is ever evicted for another one, so that their numbers stay what they are;
 * of lines that differ in their value alone the first few are taken, since there would be no end of them.
 */
final class HpackLines {
    private static final int FIRST_NUMBER = 62;
    private static final int MOST_LINES = 64;
    private static final int MOST_OF_A_NAME = 4;

    private final List<HpackLine> lines = new ArrayList<>();
    private int limit = HpackTable.MOST_BYTES;
    private int bytes;
    private int fields;
    private boolean limited;

    /** How many fields the table has: what was encoded means the same for as long as there is no further one. */
    int fields() {
        return fields;
    }

    /** The table's size that the peer allows. */
    void limit(long most) {
        if (most < limit) {
            limit = bytes <= most ? (int) most : 0;
            limited = true;
        }
        if (limit == 0) {
            lines.clear();
            bytes = 0;
            fields = 0;
        }
    }

    /** The peer must be told of a lower limit in the next block. */
    void writeLimit(ByteBuf out) {
        if (limited) {
            limited = false;
            HpackEncoder.number(out, 0x20, 0x1f, limit);
        }
    }

    @Nullable
    HpackLine find(ByteBuf in, int start, int length) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).is(in, start, length)) {
                return lines.get(i);
            }
        }
        return null;
    }

    int index(HpackLine line) {
        return FIRST_NUMBER + fields - 1 - line.number();
    }

    /** One with the same name; null for none. */
    @Nullable
    HpackLine namesake(HpackLine line) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isNamedLike(line)) {
                return lines.get(i);
            }
        }
        return null;
    }

    /** Whether the peer will have it in its table. */
    boolean take(HpackLine line) {
        if (lines.size() == MOST_LINES || bytes + line.size() > limit) {
            return false;
        }
        int same = 0;
        for (HpackLine other : lines) {
            same += other.isNamedLike(line) ? 1 : 0;
        }
        if (same >= MOST_OF_A_NAME) {
            return false;
        }
        lines.add(line);
        bytes += line.isDropped() ? 0 : line.size();
        fields += line.isDropped() ? 0 : 1;
        return true;
    }
}
