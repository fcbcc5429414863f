package dev.loadstone.shop;

import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.LongAdder;

/** Exact counts from one reset to the next. A request counts when it comes, its status when it is answered. */
final class Tally {
    /** Where nothing counts. */
    static final Tally NONE = new Tally();

    private final LongAdder requests = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final Counts<String> byEndpoint = new Counts<>();
    private final Counts<Integer> byStatus = new Counts<>();
    private final Counts<String> byProtocol = new Counts<>();
    private final Counts<Event> events = new Counts<>();
    private final Logins logins = new Logins();
    private final Draws draws = new Draws();

    void came(Endpoint endpoint, HttpVersion protocol) {
        requests.increment();
        byEndpoint.add(endpoint.name());
        byProtocol.add(protocol.alpnName());
    }

    void answered(int status) {
        answered.increment();
        byStatus.add(status);
    }

    void met(Event event) {
        events.add(event);
    }

    Logins logins() {
        return logins;
    }

    Draws draws() {
        return draws;
    }

    /**
     * @param openConnections how many there are now
     * @param openSeasons how many there are now
     */
    JsonObject json(long openConnections, long openSeasons) {
        return new JsonObject()
                .put("requests", requests.sum())
                .put("answered", answered.sum())
                .put("byEndpoint", byEndpoint.json())
                .put("byStatus", byStatus.json())
                .put("byProtocol", byProtocol.json())
                .put("logins", logins.json())
                .put(
                        "seasons",
                        new JsonObject()
                                .put("created", events.of(Event.SEASON_CREATED))
                                .put("deleted", events.of(Event.SEASON_DELETED))
                                .put("open", openSeasons)
                                .put("searches", events.of(Event.SEASON_SEARCHED)))
                .put(
                        "connections",
                        new JsonObject()
                                .put("accepted", events.of(Event.CONNECTION_ACCEPTED))
                                .put("used", events.of(Event.CONNECTION_USED))
                                .put("open", openConnections))
                .put("gzipped", events.of(Event.GZIPPED));
    }
}
