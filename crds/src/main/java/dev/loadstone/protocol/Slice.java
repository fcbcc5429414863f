package dev.loadstone.protocol;

/**
 * A share of things numbered from 0 (arrivals, users): those numbers that leave {@code offset} when divided by {@code stride}.
 * The parts of a slice are disjoint, together they are the slice, and they differ in size by at most one.
 */
public record Slice(int offset, int stride) {
    /** Everything. */
    public static final Slice WHOLE = new Slice(0, 1);

    public Slice {
        if (stride < 1 || offset < 0 || offset >= stride) {
            throw new IllegalArgumentException("not a slice: offset " + offset + " of stride " + stride);
        }
    }

    /** Part {@code index} of {@code parts} of this slice. */
    public Slice part(int index, int parts) {
        if (parts < 1 || index < 0 || index >= parts) {
            throw new IllegalArgumentException("no part " + index + " of " + parts);
        }
        return new Slice(offset + stride * index, Math.multiplyExact(stride, parts));
    }

    /** The number, among all, of this slice's own n-th thing; both count from 0. */
    public long global(long n) {
        return offset + stride * n;
    }

    /** How many of the numbers 0 to total - 1 belong to this slice. */
    public long share(long total) {
        return total <= offset ? 0 : Math.ceilDiv(total - offset, (long) stride);
    }
}
