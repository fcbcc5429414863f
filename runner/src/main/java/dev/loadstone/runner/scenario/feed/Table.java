package dev.loadstone.runner.scenario.feed;

import dev.loadstone.protocol.Feeder;
import dev.loadstone.runner.schedule.SplitMix;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A feeder with its rows in the order in which they are taken. What one runner shares among its event loops is in it. */
public final class Table {
    private final Feeder feeder;
    private final Rows rows;
    private final int[] order;
    private final AtomicLong taken = new AtomicLong();

    private Table(Feeder feeder, Rows rows, int[] order) {
        this.feeder = feeder;
        this.rows = rows;
        this.order = order;
    }

    /**
     * The rows of a file.
     *
     * @throws IllegalArgumentException names the feeder, and says where its file is wrong
     */
    public static Rows read(Feeder feeder, byte[] file) {
        try {
            return switch (feeder.format()) {
                case CSV -> CsvReader.read(file, feeder.delimiter());
                case JSON -> JsonReader.read(file);
                case TEXT -> TextReader.read(file);
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "feeder " + feeder.name() + ": file " + feeder.file() + ": " + e.getMessage(), e);
        }
    }

    /** @param number of the feeder in the plan, so that no two are shuffled alike */
    public static Table of(Feeder feeder, int number, Rows rows, long seed) {
        int[] order = new int[rows.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        if (feeder.order() == Feeder.Order.RANDOM) {
            shuffle(order, new SplitMix(SplitMix.mix(SplitMix.mix(seed, Long.MIN_VALUE), number)));
        }
        return new Table(feeder, rows, order);
    }

    private static void shuffle(int[] order, SplitMix random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = (int) random.nextBelow(i + 1L);
            int row = order[i];
            order[i] = order[other];
            order[other] = row;
        }
    }

    public Feeder feeder() {
        return feeder;
    }

    public Rows rows() {
        return rows;
    }

    /** Whether a row is left at this place of the order, which begins anew only where the plan says so. */
    public boolean has(long place) {
        return feeder.onExhausted() == Feeder.Exhaustion.RECYCLE || place < order.length;
    }

    /** The row at this place of the order. */
    public int row(long place) {
        return order[(int) (place % order.length)];
    }

    /** How many rows this runner has taken. */
    public long taken() {
        return taken.get();
    }

    /** The next place of this runner's. */
    public long take() {
        return taken.getAndIncrement();
    }

    /** @throws IllegalArgumentException lists the columns there are */
    public int column(String name) {
        int column = rows.columns().indexOf(name);
        if (column >= 0) {
            return column;
        }
        boolean single = rows.columns().equals(List.of(""));
        throw new IllegalArgumentException(
                single
                        ? "data." + feeder.name() + " has no columns: each row is one value"
                        : name.isEmpty()
                                ? "data." + feeder.name() + " is a row; take a column of it: "
                                        + String.join(", ", rows.columns())
                                : "data." + feeder.name() + " has no column \"" + name + "\"; there are: "
                                        + String.join(", ", rows.columns()));
    }
}
