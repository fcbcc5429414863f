package dev.loadstone.runner;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import java.util.List;

/**
 * Numbers users from 1, so that no two of a run are the same: each open phase numbers its arrivals and all closed phases
 * together number their population, and these lanes are interleaved.
 */
final class Numbering {
    private final int[] laneOfPhase;
    private final int lanes;

    Numbering(List<Phase> phases) {
        laneOfPhase = new int[phases.size()];
        boolean anyClosed = phases.stream().anyMatch(phase -> phase.load() instanceof LoadShape.Closed);
        int next = anyClosed ? 1 : 0;
        for (int i = 0; i < laneOfPhase.length; i++) {
            laneOfPhase[i] = phases.get(i).load() instanceof LoadShape.Open ? next++ : 0;
        }
        lanes = next;
    }

    /** @param number among all arrivals of the phase, or all users of the population, from 0 */
    long id(int phase, long number) {
        return 1 + number * lanes + laneOfPhase[phase];
    }
}
