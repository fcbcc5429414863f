package dev.loadstone.runner.schedule;

/**
 * The SplitMix64 generator: eight bytes of state, so that each user can have a stream of its own that is set anew without
 * allocating; for simulation, not for secrets.
 */
public final class SplitMix {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    public SplitMix(long seed) {
        state = seed;
    }

    /** From here on it is as if made with this seed. */
    public void reseed(long seed) {
        state = seed;
    }

    public long nextLong() {
        state += GOLDEN_GAMMA;
        return finish(state);
    }

    /** From 0 to bound - 1, where the bound is taken as unsigned; each as likely as the other to within bound / 2^64. */
    public long nextBelow(long bound) {
        return Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    /** From 0, included, to 1, not included. */
    public double nextUnit() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** A seed for the part with this number of what has that seed; neighbours are unrelated. */
    public static long mix(long seed, long part) {
        return finish(finish(seed + GOLDEN_GAMMA) ^ finish(part * GOLDEN_GAMMA + 1));
    }

    private static long finish(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
