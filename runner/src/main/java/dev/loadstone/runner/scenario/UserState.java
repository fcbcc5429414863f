package dev.loadstone.runner.scenario;

import dev.loadstone.runner.schedule.SplitMix;

/** What a program knows of one user at work: its number, its random stream and what it captured. Made once, used for many. */
final class UserState {
    private final long seed;
    private final SplitMix random;
    private final Captured captured;
    private final Verdict verdict = new Verdict();
    private long userId;

    UserState(Program program, long seed) {
        this.seed = seed;
        random = new SplitMix(seed);
        captured = new Captured(program.variableCount());
    }

    /**
     * Begins an iteration: what was captured is forgotten. The random stream of a user is a function of the seed and its number
     * alone; where it is the same user as before the stream goes on, so that its iterations differ.
     *
     * @param userId from 1
     */
    void begin(long userId) {
        captured.forget();
        if (userId != this.userId) {
            this.userId = userId;
            // The complement, so that no user shares its draws with the arrival of the same number.
            random.reseed(SplitMix.mix(seed, ~userId));
        }
    }

    long userId() {
        return userId;
    }

    SplitMix random() {
        return random;
    }

    Captured captured() {
        return captured;
    }

    Verdict verdict() {
        return verdict;
    }
}
