package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.GroupStatus;
import dev.loadstone.operator.measure.ByName;
import dev.loadstone.operator.measure.Results;
import dev.loadstone.protocol.GroupSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was measured of groups, as a status tells it: those with the most runs by name, the rest as {@code other}. */
final class MeasuredGroups {
    private MeasuredGroups() {}

    static List<GroupStatus> of(Results results, Room room) {
        List<GroupSeries> byCount = ByName.groups(results.groups()).values().stream()
                .sorted(Comparator.<GroupSeries>comparingLong(each -> -each.completed() - each.failed())
                        .thenComparing(GroupSeries::group))
                .toList();
        var statuses = new ArrayList<GroupStatus>();
        byCount.stream()
                .limit(room.others())
                .map(each -> group(room.name(each.group()), each))
                .forEach(statuses::add);
        byCount.stream()
                .skip(room.others())
                .reduce(GroupSeries::plus)
                .map(rest -> group(MeasuredResults.OTHER, rest))
                .ifPresent(statuses::add);
        return statuses;
    }

    private static GroupStatus group(String name, GroupSeries series) {
        return new GroupStatus(
                name, series.completed() + series.failed(), series.failed(), TimesFigures.of(series.time()));
    }
}
