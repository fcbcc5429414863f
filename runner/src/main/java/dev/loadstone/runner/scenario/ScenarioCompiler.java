package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.BranchStep;
import dev.loadstone.protocol.CallStep;
import dev.loadstone.protocol.ExitStep;
import dev.loadstone.protocol.GroupStep;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.IfStep;
import dev.loadstone.protocol.LoopStep;
import dev.loadstone.protocol.MetricStep;
import dev.loadstone.protocol.PaceStep;
import dev.loadstone.protocol.ParallelStep;
import dev.loadstone.protocol.SetStep;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.ThinkStep;
import dev.loadstone.runner.scenario.Behaviour.Part;
import dev.loadstone.runner.scenario.ScenarioProgram.PartProgram;
import dev.loadstone.runner.scenario.response.Interest;
import dev.loadstone.runner.scenario.template.CompiledTemplate;
import dev.loadstone.runner.scenario.template.Variables;
import dev.loadstone.runner.scenario.template.Weights;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles one scenario: each flow that it leads to once, however often it is called. */
final class ScenarioCompiler {
    private final String scenario;
    private final Library library;
    private final Variables variables;
    private final RequestCompiler requests;
    private final Interest interest;
    private final List<Op> ops = new ArrayList<>();
    private final BitSet counts = new BitSet();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<Part, PartProgram> parts = new EnumMap<>(Part.class);
    private int paces;

    /** @param all steps that the scenario leads to */
    ScenarioCompiler(String scenario, Library library, Variables variables, List<Step> all) {
        this.scenario = scenario;
        this.library = library;
        this.variables = variables;
        requests = new RequestCompiler(library.origins(), variables);
        interest = Interest.of(library.uses().flowConditions(all));
        add(new Flowing.End(), false);
    }

    /** A part of these steps. */
    void part(Part part, List<Step> steps) {
        parts.put(part, new PartProgram(ops.size(), library.uses().feeders(steps)));
        steps.forEach(this::step);
        add(new Flowing.End(), false);
    }

    /** The whole, with all flows that were called. */
    ScenarioProgram build() {
        var placed = new ArrayList<String>();
        while (placed.size() < entries.size()) {
            String flow = List.copyOf(entries.keySet()).get(placed.size());
            placed.add(flow);
            entry(flow).place(ops.size());
            library.flows().steps(flow).forEach(this::step);
            add(new Flowing.Return(), false);
        }
        return new ScenarioProgram(scenario, ops, countsFrom(), parts);
    }

    /** Steps that keep a pace. */
    int paces() {
        return paces;
    }

    private boolean[] countsFrom() {
        var from = new boolean[ops.size()];
        for (int at = ops.size() - 1; at >= 0; at--) {
            boolean over = ops.get(at) instanceof Flowing.End || ops.get(at) instanceof Flowing.Return;
            from[at] = !over && (counts.get(at) || from[at + 1]);
        }
        return from;
    }

    /** @param mayCount whether something that is counted may come of it: a request, a group's end, a metric */
    private void add(Op op, boolean mayCount) {
        counts.set(ops.size(), mayCount);
        ops.add(op);
    }

    private Entry entry(String flow) {
        return entries.computeIfAbsent(flow, name -> new Entry());
    }

    private @Nullable Entry entryOrNone(@Nullable String flow) {
        return flow == null ? null : entry(flow);
    }

    private void step(Step step) {
        boolean leads = FlowGraph.called(step).stream()
                .anyMatch(flow -> library.flows().counts(library.flows().steps(flow)));
        switch (step) {
            case HttpStep http -> add(new Flowing.Send(request(http)), true);
            case ThinkStep think -> add(new Think(think), false);
            case PaceStep(long everyMillis) ->
                add(new Flowing.Pace(paces++, Math.multiplyExact(everyMillis, 1_000_000L)), false);
            case SetStep set -> add(set(set), false);
            case CallStep(String flow) -> add(new Flowing.Call(entry(flow)), leads);
            case LoopStep loop -> loop(loop, leads);
            case IfStep choice ->
                add(
                        new Flowing.If(
                                library.conditions().truth(choice.condition()),
                                entry(choice.then()),
                                entryOrNone(choice.otherwise())),
                        leads);
            case BranchStep(List<BranchStep.Choice> choices) -> add(branch(choices), leads);
            case ParallelStep(String flow) -> add(parallel(flow), true);
            case GroupStep group -> group(group, leads);
            case MetricStep metric -> add(measure(metric), true);
            case ExitStep(ExitStep.Scope scope) -> add(new Flowing.Exit(scope), false);
        }
    }

    private Request request(HttpStep step) {
        try {
            RequestCompiler.Parts made = requests.compile(step);
            boolean wantsHead =
                    made.onward().followsRedirects() || made.onward().keepsCookies(made.target());
            return library.add(index -> new Request(
                    index, scenario, made, Judge.compile(step, variables, library.conditions(), interest, wantsHead)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("request " + step.name() + ": " + e.getMessage(), e);
        }
    }

    private Op set(SetStep set) {
        return new SetVariable(variables.slot(set.variable()), CompiledTemplate.of(set.value(), variables));
    }

    private void loop(LoopStep loop, boolean leads) {
        Repetition repetition =
                switch (loop.repeat()) {
                    case LoopStep.Times(var count) -> new Repetition.Times(CompiledTemplate.of(count, variables));
                    case LoopStep.While(String condition, int most) ->
                        new Repetition.While(library.conditions().truth(condition), most);
                    case LoopStep.ForEach(String list, String variable) ->
                        new Repetition.ForEach(variables.list(list), variables.slot(variable));
                    case LoopStep.During(long millis) -> new Repetition.During(Math.multiplyExact(millis, 1_000_000L));
                };
        add(new Loop.Enter(repetition), false);
        add(new Loop.Again(repetition, entry(loop.flow())), leads);
    }

    private Op branch(List<BranchStep.Choice> choices) {
        var weights = new Weights(
                choices.stream().mapToLong(BranchStep.Choice::weight).toArray());
        return new Flowing.Branch(
                weights,
                choices.stream().map(choice -> entryOrNone(choice.flow())).toArray(Entry[]::new));
    }

    private Op parallel(String flow) {
        var sent = new ArrayList<Request>();
        for (Step step : library.flows().steps(flow)) {
            if (!(step instanceof HttpStep http)) {
                throw new IllegalArgumentException(
                        "flow " + flow + " is done in parallel, and has other steps than http");
            }
            sent.add(request(http));
        }
        if (sent.isEmpty()) {
            throw new IllegalArgumentException("flow " + flow + " is done in parallel, and has no step");
        }
        return new Flowing.SendAll(List.copyOf(sent));
    }

    private void group(GroupStep group, boolean leads) {
        add(new Flowing.Open(library.group(new GroupName(scenario, group.name()))), false);
        add(new Flowing.Call(entry(group.flow())), leads);
        add(new Flowing.Close(group.includeThink()), true);
    }

    private Op measure(MetricStep metric) {
        int index = library.metric(new MetricName(scenario, metric.name(), metric.kind()));
        return new Measure(
                index,
                metric.kind(),
                switch (metric.kind()) {
                    case RATE -> library.conditions().truth(metric.value());
                    case COUNTER, GAUGE, HISTOGRAM -> library.conditions().number(metric.value());
                });
    }
}
