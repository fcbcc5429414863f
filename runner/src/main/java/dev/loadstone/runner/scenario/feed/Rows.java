package dev.loadstone.runner.scenario.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Rows of data, all cells in one array of bytes. Immutable. */
public final class Rows {
    private final List<String> columns;
    private final byte[] bytes;
    private final int[] ends;
    private final BitSet json;

    private Rows(List<String> columns, byte[] bytes, int[] ends, BitSet json) {
        this.columns = columns;
        this.bytes = bytes;
        this.ends = ends;
        this.json = json;
    }

    /** Their names; a single empty one where each row is one value. */
    public List<String> columns() {
        return columns;
    }

    public int size() {
        return ends.length / columns.size();
    }

    public void append(int row, int column, ByteBuf out) {
        int cell = row * columns.size() + column;
        int start = start(cell);
        out.writeBytes(bytes, start, ends[cell] - start);
    }

    /** Whether the cell is JSON by itself, and not a text. */
    public boolean isJson(int row, int column) {
        return json.get(row * columns.size() + column);
    }

    public String text(int row, int column) {
        int cell = row * columns.size() + column;
        int start = start(cell);
        return new String(bytes, start, ends[cell] - start, UTF_8);
    }

    private int start(int cell) {
        return cell == 0 ? 0 : ends[cell - 1];
    }

    /** Puts rows together, cell by cell. */
    public static final class Builder {
        private final List<String> columns;
        private final ByteBuf bytes = Unpooled.buffer();
        private final BitSet json = new BitSet();
        private int[] ends = new int[64];
        private int cells;

        /** @throws IllegalArgumentException where two columns have the same name */
        Builder(List<String> columns) {
            this.columns = List.copyOf(columns);
            for (String column : columns) {
                if (columns.indexOf(column) != columns.lastIndexOf(column)) {
                    throw new IllegalArgumentException("two columns are named \"" + column + "\"");
                }
            }
        }

        List<String> columns() {
            return columns;
        }

        void cell(byte[] from, int start, int end, boolean isJson) {
            bytes.writeBytes(from, start, end - start);
            if (cells == ends.length) {
                ends = Arrays.copyOf(ends, 2 * cells);
            }
            json.set(cells, isJson);
            ends[cells++] = bytes.writerIndex();
        }

        /** @throws IllegalArgumentException where there is no row */
        Rows build() {
            if (cells == 0) {
                throw new IllegalArgumentException("there is no row");
            }
            return new Rows(columns, ByteBufUtil.getBytes(bytes), Arrays.copyOf(ends, cells), json);
        }
    }
}
