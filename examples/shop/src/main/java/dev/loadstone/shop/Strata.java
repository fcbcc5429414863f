package dev.loadstone.shop;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * An endless sequence in (0, 1), the same in every shop, that is spread more evenly than chance would: of each
 * thousand numbers from the start, one lies in each thousandth, in an order without pattern, and from thousand to
 * thousand it moves within it.
 */
final class Strata {
    static final int COUNT = 1_000;

    private static final int[] ORDER = shuffled(new SplittableRandom(1));
    private static final long STEP = 389;

    private Strata() {}

    /** The number at a place, from 0. */
    static double at(long place) {
        long block = place / COUNT;
        int stratum = ORDER[(int) ((place % COUNT + block * STEP) % COUNT)];
        return (stratum + within(block + 1)) / COUNT;
    }

    /** A half, a quarter, three quarters, an eighth and so on: the bits of the number mirrored at the point. */
    private static double within(long number) {
        return (Long.reverse(number) >>> 11) * 0x1p-53;
    }

    private static int[] shuffled(SplittableRandom random) {
        int[] order = IntStream.range(0, COUNT).toArray();
        for (int i = COUNT - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }
}
