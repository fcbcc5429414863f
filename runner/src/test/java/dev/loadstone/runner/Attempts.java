package dev.loadstone.runner;

/** Tries again what a busy machine may spoil now and then, and an instrument that errs spoils each time. */
final class Attempts {
    private static final int MOST = 5;

    private Attempts() {}

    /** @throws AssertionError of the last attempt, where none held */
    static void untilOneHolds(Runnable attempt) {
        for (int number = 1; true; number++) {
            try {
                attempt.run();
                return;
            } catch (AssertionError missed) {
                if (number == MOST) {
                    throw missed;
                }
                System.out.println("attempt " + number + ": " + missed.getMessage());
            }
        }
    }
}
