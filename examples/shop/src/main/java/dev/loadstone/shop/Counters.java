package dev.loadstone.shop;

import java.util.concurrent.atomic.LongAdder;

/** The tally that counts now; what came before a reset is never counted after it. */
final class Counters {
    private final Seasons seasons;
    private final LongAdder openConnections = new LongAdder();
    private volatile Tally current = new Tally();

    Counters(Seasons seasons) {
        this.seasons = seasons;
    }

    /** Where a request belongs that comes now, and its answer with it. */
    Tally current() {
        return current;
    }

    /** So many more connections are open. */
    void connections(int more) {
        openConnections.add(more);
    }

    Answer show(ShopRequest request) {
        return Answer.json(200, current.json(openConnections.sum(), seasons.open()));
    }

    Answer reset(ShopRequest request) {
        current = new Tally();
        return show(request);
    }
}
