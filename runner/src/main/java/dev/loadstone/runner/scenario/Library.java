package dev.loadstone.runner.scenario;

import dev.loadstone.runner.scenario.origin.Origins;
import dev.loadstone.runner.scenario.response.Conditions;
import dev.loadstone.runner.scenario.template.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What the scenarios of a program share while they are compiled, and the numbers that they give to what is reported. */
final class Library {
    private final FlowGraph flows;
    private final Origins origins;
    private final Conditions conditions;
    private final StepUses uses;
    private final List<Request> requests = new ArrayList<>();
    private final List<GroupName> groups = new ArrayList<>();
    private final List<MetricName> metrics = new ArrayList<>();

    Library(FlowGraph flows, Origins origins, Names names, Conditions conditions) {
        this.flows = flows;
        this.origins = origins;
        this.conditions = conditions;
        uses = new StepUses(flows, origins, names, conditions);
    }

    FlowGraph flows() {
        return flows;
    }

    Origins origins() {
        return origins;
    }

    Conditions conditions() {
        return conditions;
    }

    StepUses uses() {
        return uses;
    }

    Request add(IntFunction<Request> request) {
        Request made = request.apply(requests.size());
        requests.add(made);
        return made;
    }

    int group(GroupName group) {
        return number(groups, group);
    }

    int metric(MetricName metric) {
        return number(metrics, metric);
    }

    private static <T> int number(List<T> all, T one) {
        int known = all.indexOf(one);
        if (known >= 0) {
            return known;
        }
        all.add(one);
        return all.size() - 1;
    }

    List<Request> requests() {
        return requests;
    }

    List<GroupName> groups() {
        return groups;
    }

    List<MetricName> metrics() {
        return metrics;
    }
}
