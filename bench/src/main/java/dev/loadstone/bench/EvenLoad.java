package dev.loadstone.bench;

import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Template;
import java.net.URI;
import java.util.List;

/** Static GETs at an even rate, whatever the target does. */
record EvenLoad(URI url, long perSecond, int seconds) {
    private static final int MOST_USERS = 1000;

    RunPlan plan() {
        var get = new HttpStep("get", "GET", Template.text(url.getPath()), List.of(), null, List.of(), List.of());
        var even = new LoadShape.Open(perSecond, perSecond, 1000, LoadShape.Arrivals.UNIFORM, MOST_USERS, false);
        return new RunPlan(
                RunPlan.VERSION,
                new RunId("lag", 1),
                "",
                "lag",
                1,
                1,
                new Target(url.getScheme(), url.getHost(), url.getPort(), "", 1000, 10_000),
                List.of(),
                List.of(new Scenario("get", 1, List.of(get))),
                List.of(new Phase("even", 0, 1000L * seconds, false, even)),
                List.of(),
                1000);
    }
}
