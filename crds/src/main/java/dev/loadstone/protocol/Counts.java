package dev.loadstone.protocol;

/**
 * What became of what was due. At the end of a run {@code offered} is the sum of the rest, whatever happened.
 *
 * @param offered became due
 * @param completed ended as expected
 * @param failed ended in an error, of whatever class
 * @param dropped never started, because a limit of the runner's own was reached
 * @param incomplete still under way, or still queued, when the run ended
 */
public record Counts(long offered, long completed, long failed, long dropped, long incomplete) {
    /** Nothing. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    public Counts {
        if (offered < 0 || completed < 0 || failed < 0 || dropped < 0 || incomplete < 0) {
            throw new IllegalArgumentException("a count is negative");
        }
    }

    public Counts plus(Counts other) {
        return new Counts(
                Math.addExact(offered, other.offered),
                Math.addExact(completed, other.completed),
                Math.addExact(failed, other.failed),
                Math.addExact(dropped, other.dropped),
                Math.addExact(incomplete, other.incomplete));
    }

    /** Completed and failed: those of which the end is known. */
    public long ended() {
        return completed + failed;
    }

    /** Whether nothing is missing: true of a finished run, false while something is under way. */
    public boolean balanced() {
        return offered == completed + failed + dropped + incomplete;
    }
}
