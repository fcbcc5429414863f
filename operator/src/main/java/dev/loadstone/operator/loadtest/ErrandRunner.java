package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.collect.Notice;
import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.SharedValue;
import java.util.Map;
import java.util.Optional;

/** The runner that does setup and teardown for all, by what it says of them: the operator remembers nothing of it. */
record ErrandRunner(Observation observation, RunPlan plan, Crew crew) {
    static final int INDEX = 0;

    /** How far it is; empty where it has not heard of this errand. */
    Optional<Errand> errand(Errand.Kind kind) {
        return Optional.ofNullable(observation.notices().get(INDEX))
                .map(Notice::errand)
                .filter(errand -> errand.kind() == kind);
    }

    /** What the setup left for all users, nothing where there is none; empty where it is not done. */
    Optional<Map<String, SharedValue>> shared() {
        return plan.setup() == null
                ? Optional.of(Map.of())
                : errand(Errand.Kind.SETUP)
                        .filter(errand -> errand.state() == Errand.State.DONE)
                        .map(Errand::variables);
    }

    /** Whether something was set up that is to be torn down, though no load was made. */
    boolean hasSetUp() {
        return plan.setup() != null && plan.teardown() != null && shared().isPresent();
    }

    /** Whether a setup is under way, or told and not yet heard of, that a teardown would follow. */
    boolean isSettingUpForTeardown() {
        RunStatus run = observation.run();
        Errand.State state = errand(Errand.Kind.SETUP).map(Errand::state).orElse(Errand.State.UNDERWAY);
        return plan.teardown() != null
                && run != null
                && run.setupAt() != null
                && state == Errand.State.UNDERWAY
                && crew.end(INDEX).isEmpty()
                && !crew.isFinal(INDEX);
    }

    /** Why it can't do a teardown; empty where it can. */
    Optional<String> incapable() {
        Optional<String> ended = crew.end(INDEX).map(Casualty::what);
        return ended.isEmpty() && !crew.isFinal(INDEX)
                ? Optional.of("runner " + INDEX + " sent no final report")
                : ended;
    }
}
