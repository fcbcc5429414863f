package dev.loadstone.protocol;

import java.util.Objects;

/**
 * Rows of data that users take, used as {@code $(data.name.column)}.
 *
 * @param file name of the plan's file that has the rows
 * @param delimiter between the columns of CSV
 */
public record Feeder(
        String name,
        String file,
        Format format,
        char delimiter,
        Order order,
        Distribution distribution,
        Exhaustion onExhausted) {

    public Feeder {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(format, "format is null");
        Objects.requireNonNull(order, "order is null");
        Objects.requireNonNull(distribution, "distribution is null");
        Objects.requireNonNull(onExhausted, "onExhausted is null");
    }

    /** How rows are written. */
    public enum Format {
        /** RFC 4180, with the columns' names in the first line. */
        CSV,
        /** An array of objects, or of single values. */
        JSON,
        /** A value a line. */
        TEXT
    }

    /** In which order rows are taken. */
    public enum Order {
        /** As they stand. */
        SEQUENTIAL,
        /** Shuffled once, by the seed of the run. */
        RANDOM
    }

    /** Who takes which row. A row is taken when an iteration begins that may use the feeder, and kept to its end. */
    public enum Distribution {
        /** All runners share the rows: each is taken once before any is taken again, and each iteration takes another. */
        SHARED,
        /** Each runner goes through all rows, and each iteration takes the next. */
        PER_RUNNER,
        /** Each user has a row of its own, for all its iterations. */
        UNIQUE
    }

    /** What happens when no row is left. */
    public enum Exhaustion {
        /** They begin anew. */
        RECYCLE,
        /** The user who wants one ends. */
        END_USER,
        /** The test ends, as at the end of its last phase. */
        END_TEST
    }
}
