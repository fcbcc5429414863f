package dev.loadstone.runner.scenario.encoding;

import io.netty.buffer.ByteBuf;

/** Whole numbers as decimal digits, written without making a string. */
public final class Decimal {
    private Decimal() {}

    /** Appends the number. */
    public static void append(ByteBuf out, long number) {
        if (number < 0) {
            out.writeByte('-');
        }
        int digits = 1;
        for (long rest = number / 10; rest != 0; rest /= 10) {
            digits++;
        }
        int end = out.writerIndex() + digits;
        out.ensureWritable(digits).writerIndex(end);
        endAt(out, end, number);
    }

    /** Overwrites what stands before this place with the number's digits; without a sign. */
    public static void endAt(ByteBuf out, int end, long number) {
        int at = end;
        long rest = number;
        do {
            // Not the absolute value of the whole: the smallest long has none.
            out.setByte(--at, '0' + (int) Math.abs(rest % 10));
            rest /= 10;
        } while (rest != 0);
    }
}
