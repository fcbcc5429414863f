package dev.loadstone.shop;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a test sets up before and takes down behind itself: seasons that are open until they are deleted, on all event
 * loops.
 */
final class Seasons {
    static final Template ONE = Template.of("/api/seasons/{id}");

    private static final int MAX_OPEN = 1_000;

    private final OrderNumbers numbers;
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    Seasons(OrderNumbers numbers) {
        this.numbers = numbers;
    }

    int open() {
        return open.size();
    }

    Answer create(ShopRequest request) {
        if (open.size() >= MAX_OPEN) {
            throw new Refusal(409, MAX_OPEN + " seasons are open; delete one");
        }
        String id = "season-" + numbers.next();
        open.add(id);
        request.tally().met(Event.SEASON_CREATED);
        return Answer.json(201, new JsonObject().put("id", id)).with("Location", ONE.before() + id);
    }

    Answer delete(ShopRequest request) {
        if (!open.remove(ONE.segment(request.http().path()))) {
            throw notOpen();
        }
        request.tally().met(Event.SEASON_DELETED);
        return Answer.json(204, new JsonObject());
    }

    /**
     * Counts a search that names a season by the query or by {@code X-Shop-Season}; one that is not open is refused.
     */
    void searched(ShopRequest request) {
        String query = request.query("season");
        String season = query != null ? query : request.http().getHeader("X-Shop-Season");
        if (season == null) {
            return;
        }
        if (!open.contains(season)) {
            throw notOpen();
        }
        request.tally().met(Event.SEASON_SEARCHED);
    }

    private static Refusal notOpen() {
        return new Refusal(404, "this season is not open");
    }
}
