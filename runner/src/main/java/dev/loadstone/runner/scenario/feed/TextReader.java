package dev.loadstone.runner.scenario.feed;

import java.util.List;

/** Reads a value a line; empty lines are passed over. */
final class TextReader {
    private TextReader() {}

    static Rows read(byte[] text) {
        var rows = new Rows.Builder(List.of(""));
        int start = afterByteOrderMark(text);
        while (start < text.length) {
            int feed = start;
            while (feed < text.length && text[feed] != '\n') {
                feed++;
            }
            int end = feed > start && text[feed - 1] == '\r' ? feed - 1 : feed;
            if (end > start) {
                rows.cell(text, start, end, false);
            }
            start = feed + 1;
        }
        return rows.build();
    }

    /** Some editors put one before UTF-8. */
    static int afterByteOrderMark(byte[] text) {
        boolean marked = text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }
}
