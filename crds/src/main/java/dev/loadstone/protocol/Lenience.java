package dev.loadstone.protocol;

/**
 * What a run is judged in spite of.
 *
 * @param continuesOnLoss whether the result of the others is judged when runners are lost in mid-run
 * @param warnsOnSaturation whether a result is judged though the generator was the bottleneck
 */
public record Lenience(boolean continuesOnLoss, boolean warnsOnSaturation) {
    /** Nothing. */
    public static final Lenience NONE = new Lenience(false, false);
}
