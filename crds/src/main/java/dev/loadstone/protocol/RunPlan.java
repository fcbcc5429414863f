package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that one run does, resolved: no default is left open and no reference dangles. It is written once, before the first
 * runner starts, and every part of the system that speaks of the run reads this, never the spec it came from.
 *
 * @param version format of the plan; a runner refuses one newer than {@link #VERSION}
 * @param seed every random draw of the run derives from it
 * @param runners number of runners that share the load
 * @param target that requests go to by default
 * @param gracefulStopMillis how long requests in flight are waited for after the last phase
 * @param targets the others, by name
 * @param files that feeders, bodies and targets refer to
 * @param flows that scenarios and other flows call
 * @param setup name of the flow that runner 0 does once before the start; null for none
 * @param teardown name of the flow that runner 0 does once after all final reports; null for none
 * @param lenience what it is judged in spite of
 * @param addresses where load may go; anywhere, where nothing is said
 */
public record RunPlan(
        int version,
        RunId run,
        String namespace,
        String name,
        long seed,
        int runners,
        Target target,
        List<Variable> variables,
        List<Scenario> scenarios,
        List<Phase> phases,
        List<Threshold> thresholds,
        long gracefulStopMillis,
        List<Target> targets,
        List<DataFile> files,
        List<Feeder> feeders,
        List<Flow> flows,
        @Nullable String setup,
        @Nullable String teardown,
        Lenience lenience,
        AddressRules addresses) {

    /** The newest format that this build reads, and the one it writes. */
    public static final int VERSION = 2;

    /** Runners that share a load at most: whoever counts them must not be made to count for ever. */
    public static final int MOST_RUNNERS = 500;

    @JsonCreator
    public RunPlan {
        Objects.requireNonNull(namespace, "namespace is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(run, "run is null");
        Objects.requireNonNull(target, "target is null");
        variables = List.copyOf(variables);
        scenarios = List.copyOf(scenarios);
        phases = List.copyOf(phases);
        thresholds = List.copyOf(thresholds);
        targets = targets == null ? List.of() : List.copyOf(targets);
        files = files == null ? List.of() : List.copyOf(files);
        feeders = feeders == null ? List.of() : List.copyOf(feeders);
        flows = flows == null ? List.of() : List.copyOf(flows);
        lenience = lenience == null ? Lenience.NONE : lenience;
        addresses = addresses == null ? AddressRules.NONE : addresses;
        if (runners < 1 || runners > MOST_RUNNERS) {
            throw new IllegalArgumentException("a run has 1 to " + MOST_RUNNERS + " runners: " + runners);
        }
        if (scenarios.isEmpty() || phases.isEmpty()) {
            throw new IllegalArgumentException("a run needs a scenario and a phase");
        }
        if (gracefulStopMillis < 0) {
            throw new IllegalArgumentException("gracefulStopMillis is negative: " + gracefulStopMillis);
        }
    }

    /** A plan with one target, no data and no flows. */
    public RunPlan(
            int version,
            RunId run,
            String namespace,
            String name,
            long seed,
            int runners,
            Target target,
            List<Variable> variables,
            List<Scenario> scenarios,
            List<Phase> phases,
            List<Threshold> thresholds,
            long gracefulStopMillis) {
        this(
                version,
                run,
                namespace,
                name,
                seed,
                runners,
                target,
                variables,
                scenarios,
                phases,
                thresholds,
                gracefulStopMillis,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                Lenience.NONE,
                AddressRules.NONE);
    }

    /** The same plan, whose load may go where these say. */
    public RunPlan within(AddressRules rules) {
        return new RunPlan(
                version,
                run,
                namespace,
                name,
                seed,
                runners,
                target,
                variables,
                scenarios,
                phases,
                thresholds,
                gracefulStopMillis,
                targets,
                files,
                feeders,
                flows,
                setup,
                teardown,
                lenience,
                rules);
    }

    /** The default target, and then the others: their places here are what the runner calls them by. */
    public List<Target> allTargets() {
        return Stream.concat(Stream.of(target), targets.stream()).toList();
    }

    /** The share of the runner with this index, 0 to runners - 1: operator and runner must not differ about it. */
    public Slice slice(int runner) {
        return Slice.WHOLE.part(runner, runners);
    }

    /** Names of the phases that are not measured. */
    public Set<String> warmupPhases() {
        return phases.stream().filter(Phase::warmup).map(Phase::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Time from the start instant to the end of the last phase, without the graceful stop. */
    @JsonIgnore
    public long durationMillis() {
        return phases.stream().mapToLong(Phase::endMillis).max().orElseThrow();
    }
}
