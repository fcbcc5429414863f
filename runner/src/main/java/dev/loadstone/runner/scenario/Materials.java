package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.Feeder;
import dev.loadstone.runner.scenario.feed.Rows;
import dev.loadstone.runner.scenario.feed.Table;
import dev.loadstone.runner.scenario.response.Conditions;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What programs are compiled of beside their plans; several that are compiled of the same read and compile the like of it once. */
public final class Materials {
    private final Map<String, String> environment;
    private final Function<String, byte[]> files;
    private final Conditions conditions = new Conditions();
    private final Map<String, Rows> rows = new HashMap<>();

    /**
     * @param environment where the values are that plans must not hold
     * @param files the content of the plans' files by their names
     */
    public Materials(Map<String, String> environment, Function<String, byte[]> files) {
        this.environment = environment;
        this.files = files;
    }

    public Function<String, byte[]> files() {
        return files;
    }

    Map<String, String> environment() {
        return environment;
    }

    Conditions conditions() {
        return conditions;
    }

    /** The rows of a feeder, which is the same in all plans but for what happens at its end. */
    Rows rows(Feeder feeder) {
        return rows.computeIfAbsent(feeder.name(), name -> Table.read(feeder, files.apply(feeder.file())));
    }
}
