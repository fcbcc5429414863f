package dev.loadstone.cli;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, and gives those that run something their clock. */
record CommandFactory(Clock clock) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == RunCommand.class) {
            return type.cast(new RunCommand(clock));
        }
        if (type == DemoCommand.class) {
            return type.cast(new DemoCommand(clock));
        }
        if (type == TrainCommand.class) {
            return type.cast(new TrainCommand(clock));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
