package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.DataSpec;
import dev.loadstone.protocol.Feeder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plans {@code spec.data}. */
final class Feeders {
    private final Map<String, Columns> columns = new HashMap<>();
    private final List<Feeder> planned = new ArrayList<>();

    private Feeders() {}

    static Feeders plan(List<DataSpec> specs, Place place) {
        var feeders = new Feeders();
        var names = new Names();
        for (int i = 0; i < specs.size(); i++) {
            DataSpec spec = specs.get(i);
            Place here = place.element(i);
            if (here.field("name").has(spec.name()) && here.field("from").has(spec.from())) {
                names.take(spec.name(), here);
                feeders.add(spec, here);
            }
        }
        return feeders;
    }

    /** What is known of the columns, by name of the feeder. */
    Map<String, Columns> columns() {
        return columns;
    }

    List<Feeder> planned() {
        return List.copyOf(planned);
    }

    private void add(DataSpec spec, Place place) {
        Sources.check(spec.from(), place.field("from"));
        Columns known = place.field("from").parsed(new Columns(DataSpec.Format.JSON, null), () -> Columns.of(spec));
        columns.putIfAbsent(spec.name(), known);
        if (spec.delimiter().length() != 1) {
            place.field("delimiter").wrong("a delimiter is one character");
            return;
        }
        planned.add(new Feeder(
                spec.name(),
                Attachments.rows(spec.name()),
                Feeder.Format.valueOf(spec.format().name()),
                spec.delimiter().charAt(0),
                Feeder.Order.valueOf(spec.order().name()),
                Feeder.Distribution.valueOf(spec.distribution().name()),
                exhaustion(spec.onExhausted())));
    }

    private static Feeder.Exhaustion exhaustion(DataSpec.OnExhausted spec) {
        return Feeder.Exhaustion.valueOf(spec.name());
    }
}
