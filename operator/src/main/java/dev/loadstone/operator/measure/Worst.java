package dev.loadstone.operator.measure;

import org.jspecify.annotations.Nullable;

/**
 * What came of the windows of one threshold so far.
 *
 * @param missed whether they missed the limit for as long as it takes
 * @param reading of the worst window; null where none had enough samples
 * @param from second of the run in which that window began; -1 for none
 * @param of the window with the most of them
 * @param lastUnseen the last second in scope of which not all runners told; -1 for none
 * @param lacking second of the run in which the first window began that had too few samples, after one with enough; -1 for none
 */
public record Worst(boolean missed, @Nullable Reading reading, int from, long samples, int lastUnseen, int lacking) {
    /** Before the first window. */
    public static final Worst NONE = new Worst(false, null, -1, 0, -1, -1);

    Worst unseen(int second) {
        return new Worst(missed, reading, from, samples, second, lacking);
    }

    Worst counting(long more) {
        return new Worst(missed, reading, from, Math.max(samples, more), lastUnseen, lacking);
    }

    Worst missing() {
        return new Worst(true, reading, from, samples, lastUnseen, lacking);
    }

    Worst of(Reading worse, int second) {
        return new Worst(missed, worse, second, samples, lastUnseen, lacking);
    }

    Worst lacking(int second) {
        return new Worst(
                missed, reading, from, samples, lastUnseen, reading == null || lacking >= 0 ? lacking : second);
    }
}
