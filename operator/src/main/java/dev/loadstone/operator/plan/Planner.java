package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.FlowRefSpec;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.RunPolicySpec;
import dev.loadstone.api.v1alpha1.ScenarioSpec;
import dev.loadstone.protocol.AddressRules;
import dev.loadstone.protocol.DataFile;
import dev.loadstone.protocol.Flow;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Threshold;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan of a run from a spec: nothing is left open in it, and whatever is wrong is said, all of it at once.
 */
public final class Planner {
    private final LoadTestSpec spec;
    private final Sections sections = new Sections();

    private Planner(LoadTestSpec spec) {
        this.spec = spec;
    }

    /** @param seed counts where the spec has none */
    public static PlanResult plan(LoadTestSpec spec, String namespace, String name, RunId run, long seed) {
        return plan(spec, namespace, name, run, seed, null);
    }

    /** @param cpuMicros of a runner per request, as an earlier run of the test has measured it; null where none has */
    public static PlanResult plan(
            LoadTestSpec spec, String namespace, String name, RunId run, long seed, @Nullable Double cpuMicros) {
        var planner = new Planner(spec);
        boolean whole = planner.sections.place("target").has(spec.target())
                & planner.sections.place("load").has(spec.load());
        RunPlan plan = whole ? planner.plan(namespace, name, run, spec.seed() == null ? seed : spec.seed()) : null;
        if (plan == null) {
            return new PlanResult.Refused(planner.sections.problems());
        }
        return new Crewing(plan, spec.runners(), planner.sections).result(cpuMicros);
    }

    /**
     * The environment variable in which a runner finds the value of {@code spec.variables[index]} from a Secret or
     * ConfigMap.
     */
    public static String environmentName(int index) {
        return "LOADSTONE_VAR_" + index;
    }

    /** For one runner, where their number is not given; nothing where something is wrong. */
    private @Nullable RunPlan plan(String namespace, String name, RunId run, long seed) {
        var variables = Variables.plan(spec.variables(), sections.place("variables"));
        Feeders feeders = Feeders.plan(spec.data(), sections.place("data"));
        Vocabulary vocabulary = Vocabulary.of(spec, variables, feeders.columns(), seed);
        var targets = new Targets(vocabulary, namespace);
        Target first = targets.first(spec.target(), sections.place("target"));
        List<Target> others = targets.others(spec.targets(), spec.target().name(), sections.place("targets"));
        Work work = work(vocabulary);
        List<Phase> phases = phases();
        List<Threshold> thresholds = thresholds(work, phases, vocabulary);
        Runners.check(spec.runners(), sections.place("runners"));
        long grace = grace(spec.runPolicy(), sections.place("runPolicy"));
        Schedules.check(spec.schedule(), sections.place("schedule"));
        List<DataFile> files = files();
        if (!sections.problems().isEmpty()) {
            return null;
        }
        return new RunPlan(
                RunPlan.VERSION,
                run,
                namespace,
                name,
                seed,
                Objects.requireNonNullElse(spec.runners().count(), 1),
                first,
                variables,
                work.scenarios(),
                phases,
                thresholds,
                grace,
                others,
                files,
                feeders.planned(),
                work.flows(),
                work.setup(),
                work.teardown(),
                Runners.lenience(spec.runners()),
                AddressRules.NONE);
    }

    /** What users do. */
    private record Work(
            List<Flow> flows,
            @Nullable String setup,
            @Nullable String teardown,
            List<Scenario> scenarios) {}

    private Work work(Vocabulary vocabulary) {
        var scenarios = new Scenarios(vocabulary);
        return new Work(
                scenarios.flows(spec.flows(), sections.place("flows")),
                flow(spec.setup(), vocabulary, sections.place("setup")),
                flow(spec.teardown(), vocabulary, sections.place("teardown")),
                scenarios.scenarios(spec.scenarios(), sections.place("scenarios")));
    }

    private List<DataFile> files() {
        List<Attachment> files = Attachments.of(spec);
        Sources.checkSize(files, sections.place("data"));
        return files.stream().map(Attachment::file).toList();
    }

    private static @Nullable String flow(@Nullable FlowRefSpec spec, Vocabulary vocabulary, Place place) {
        if (spec == null || !place.field("flow").has(spec.flow())) {
            return null;
        }
        Set<String> names = vocabulary.flows().names();
        if (!names.contains(spec.flow())) {
            place.field("flow").wrong(Names.unknown("flow", spec.flow(), names));
        }
        return spec.flow();
    }

    private List<Phase> phases() {
        return Phases.plan(
                spec.load().phases(), scenarioNames(), sections.place("load").field("phases"));
    }

    private Set<String> scenarioNames() {
        return spec.scenarios().stream()
                .map(ScenarioSpec::name)
                .filter(each -> each != null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Threshold> thresholds(Work work, List<Phase> phases, Vocabulary vocabulary) {
        var census = new Census(work.scenarios(), work.flows());
        var scopes = new Scopes(census, scenarioNames(), spec.load().phases(), phases);
        return new Thresholds(scopes, vocabulary.metrics().kinds())
                .plan(spec.thresholds(), sections.place("thresholds"));
    }

    private static long grace(RunPolicySpec spec, Place place) {
        place.field("startDeadline").parsed(0L, () -> Durations.millis(spec.startDeadline(), "1s", "24h"));
        String active = spec.activeDeadline();
        if (active != null) {
            place.field("activeDeadline").parsed(0L, () -> Durations.millis(active, "1s", "720h"));
        }
        String ttl = spec.ttlAfterFinished();
        if (ttl != null) {
            place.field("ttlAfterFinished").parsed(0L, () -> Durations.millis(ttl, "0s", "8760h"));
        }
        return place.field("gracefulStop").parsed(0L, () -> Durations.millis(spec.gracefulStop(), "0s", "1h"));
    }
}
