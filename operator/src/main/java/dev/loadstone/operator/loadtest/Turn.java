package dev.loadstone.operator.loadtest;

import dev.loadstone.operator.policy.Bounds;
import org.jspecify.annotations.Nullable;

/** Whether a run that is wanted may begin. */
sealed interface Turn {
    Turn NOW = new Now();

    /** Nobody comes first, but it is not known what binds the namespace. */
    Turn IN_DOUBT = new Later(1, 1, 0, null);

    /** It may. */
    record Now() implements Turn {}

    /**
     * Others come first.
     *
     * @param place from 1
     * @param waiting how many wait in the same queue
     * @param underWay how many runs there are, which are as many as may be
     * @param namespace whose own limit it is; null for the operator's
     */
    record Later(
            int place, int waiting, int underWay, @Nullable String namespace) implements Turn {
        private static final int TENS = 10;

        /**
         * For people.
         *
         * @param bounds of the namespace
         */
        String message(Bounds bounds) {
            if (bounds.doubt() != null) {
                return "No run starts while it is not known what binds its namespace" + limit(bounds);
            }
            String runs = underWay == 1 ? "1 run is under way" : underWay + " runs are under way";
            String queue = ordinal(place) + " of " + waiting + " in the queue";
            return namespace == null
                    ? queue + ": " + runs + limit(bounds)
                    : queue + " of namespace " + namespace + ": " + runs + " there" + limit(bounds);
        }

        /** The end of that message, which names what keeps it waiting. */
        String limit(Bounds bounds) {
            if (bounds.doubt() != null) {
                return ": " + bounds.doubt() + ".";
            }
            return ", as many as " + (namespace == null ? "the operator" : policy(bounds))
                    + " allows (maxConcurrentRuns).";
        }

        private static String policy(Bounds bounds) {
            return bounds.maxConcurrentRuns()
                    .map(each -> "LoadTestPolicy " + each.policy())
                    .orElse("its LoadTestPolicy");
        }

        private static String ordinal(int number) {
            boolean teen = number / TENS % TENS == 1;
            return number
                    + switch (teen ? 0 : number % TENS) {
                        case 1 -> "st";
                        case 2 -> "nd";
                        case 3 -> "rd";
                        default -> "th";
                    };
        }
    }
}
