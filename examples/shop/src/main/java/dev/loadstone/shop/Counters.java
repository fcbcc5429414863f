package dev.loadstone.shop;

/** The tally that counts now; what came before a reset is never counted after it. */
final class Counters {
    private volatile Tally current = new Tally();

    /** Where a request belongs that comes now, and its answer with it. */
    Tally current() {
        return current;
    }

    Answer show(ShopRequest request) {
        return Answer.json(200, current.json());
    }

    Answer reset(ShopRequest request) {
        current = new Tally();
        return show(request);
    }
}
