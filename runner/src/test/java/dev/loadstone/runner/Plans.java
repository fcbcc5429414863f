package dev.loadstone.runner;

import dev.loadstone.protocol.Check;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Template;
import java.util.List;

/** Plans of one scenario against a server on loopback. */
record Plans(Target target, List<Step> steps, List<Phase> phases, int runners, long gracefulStopMillis) {

    static Plans against(int port) {
        return new Plans(new Target("http", "127.0.0.1", port, "", 1000, 1000), List.of(get("/")), List.of(), 1, 1000);
    }

    static HttpStep get(String path, Check... checks) {
        return new HttpStep("GET " + path, "GET", Template.text(path), List.of(), null, List.of(checks), List.of());
    }

    Plans target(Target target) {
        return new Plans(target, steps, phases, runners, gracefulStopMillis);
    }

    Plans steps(Step... steps) {
        return new Plans(target, List.of(steps), phases, runners, gracefulStopMillis);
    }

    Plans runners(int runners) {
        return new Plans(target, steps, phases, runners, gracefulStopMillis);
    }

    Plans requestTimeout(long millis) {
        return target(new Target(target.scheme(), target.host(), target.port(), "", 1000, millis));
    }

    /** With what a LoadTest has by default: a jar of cookies for each user, and redirects that are followed. */
    Plans likeABrowser() {
        return target(target.connections(), true, 10);
    }

    Plans gracefulStop(long millis) {
        return new Plans(target, steps, phases, runners, millis);
    }

    /** Shared, and no more than so many. */
    Plans connections(int max) {
        var shared = new Target.Connections(Target.Connections.Mode.SHARED, max, true, 0, 0, 0, 0);
        return target(shared, target.cookies(), target.followRedirects());
    }

    private Plans target(Target.Connections connections, boolean cookies, int followRedirects) {
        return target(new Target(
                target.name(),
                target.scheme(),
                target.host(),
                target.port(),
                target.basePath(),
                target.connectTimeoutMillis(),
                target.requestTimeoutMillis(),
                target.headers(),
                target.protocol(),
                target.tls(),
                connections,
                target.dns(),
                target.compressions(),
                cookies,
                target.maxResponseBytes(),
                followRedirects));
    }

    Plans open(long perSecond, long millis) {
        return open(perSecond, millis, 100_000, false);
    }

    Plans open(long perSecond, long millis, int maxUsers, boolean drop) {
        return phase(
                millis, new LoadShape.Open(perSecond, perSecond, 1000, LoadShape.Arrivals.UNIFORM, maxUsers, drop));
    }

    Plans closed(int users, long millis) {
        return phase(millis, new LoadShape.Closed(users, users));
    }

    private Plans phase(long millis, LoadShape load) {
        long start = phases.stream().mapToLong(Phase::endMillis).max().orElse(0);
        var longer = new java.util.ArrayList<>(phases);
        longer.add(new Phase("phase" + phases.size(), start, millis, false, load));
        return new Plans(target, steps, longer, runners, gracefulStopMillis);
    }

    RunPlan plan() {
        return new RunPlan(
                RunPlan.VERSION,
                new RunId("test", 1),
                "default",
                "test",
                7,
                runners,
                target,
                List.of(),
                List.of(new Scenario("scenario", 1, steps)),
                phases,
                List.of(),
                gracefulStopMillis);
    }
}
