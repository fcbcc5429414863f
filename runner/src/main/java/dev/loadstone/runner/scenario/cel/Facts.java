package dev.loadstone.runner.scenario.cel;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What conditions see of a user; each is asked for only where a condition names it. */
public interface Facts {
    /** Names of the variables that have a value. */
    Set<String> variables();

    boolean hasVariable(String name);

    /** As {@link CelJson} has it, or a string; null where the variable has no value. */
    @Nullable
    Object variable(String name);

    /** Whether the user sent a request yet. */
    boolean hasResponse();

    /** 0 where there was no response. */
    int status();

    String body();

    /** The body; an error where it is no JSON. */
    Object json();

    /** By their names in lower case. */
    Map<String, String> headers();

    double responseMillis();

    long userId();

    long iteration();

    /** Columns of the user's row; nothing where the user took none. */
    Map<String, String> row(String feeder);

    /** The value of the user's row of a feeder without columns; null where there is none. */
    @Nullable
    String value(String feeder);

    List<String> feeders();
}
