package dev.loadstone.runner;

import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunPlan;
import java.nio.charset.StandardCharsets;

/**
 * A plan with a little of what is in most plans, so that a JVM that watches its run knows how all of it behaves. The classes of an
 * AOT cache take memory in every runner, so what has many and is in few plans is left out: CEL, HTTP/2, BoringSSL.
 */
final class TrainingPlan {
    private static final String PLAN = """
            {"version": 2, "run": {"test": "training", "number": 1}, "namespace": "", "name": "training", "seed": 1,
             "runners": 1, "gracefulStopMillis": 1000, "thresholds": [],
             "target": {"scheme": "http", "host": "localhost", "port": PORT, "basePath": "", "cookies": true,
              "connectTimeoutMillis": 1000, "requestTimeoutMillis": 1000,
              "headers": [{"name": "X-Request-Id", "value": "$(fn.uuid())"}]},
             "variables": [{"name": "shop", "source": {"type": "single", "value": "north"}},
              {"name": "terms", "source": {"type": "several", "values": ["lamp", "desk"]}}],
             "files": [{"name": "people", "source": {"type": "inline", "text": "name,mail\\nann bo,a@x.y\\nbob,b@x.y\\n"}}],
             "feeders": [{"name": "people", "file": "people", "format": "CSV", "delimiter": ",", "order": "RANDOM",
              "distribution": "SHARED", "onExhausted": "RECYCLE"}],
             "flows": [{"name": "look", "steps": [
              {"type": "http", "name": "look", "method": "GET", "uri": "/items/$(vars.id)?q=$(fn.pick(vars.terms)|urlEncode)",
               "headers": [], "captures": [], "checks": [
               {"name": "fast", "fatal": false, "expectation": {"type": "withinTime", "millis": 500}}]}]}],
             "scenarios": [
              {"name": "static", "weight": 1, "steps": [
               {"type": "http", "name": "get", "method": "GET", "uri": "/", "headers": [], "checks": [], "captures": []}]},
              {"name": "shop", "weight": 2, "steps": [
               {"type": "http", "name": "order", "method": "POST", "uri": "/orders?user=$(data.people.name|urlEncode)",
                "headers": [{"name": "Content-Type", "value": "application/json"}, {"name": "X-Shop", "value": "$(vars.shop)"}],
                "body": "{\\"mail\\":$(data.people.mail|json),\\"count\\":$(fn.randomInt(1,9)),\\"s\\":\\"$(fn.randomString(8))\\"}",
                "checks": [{"name": "status", "fatal": true, "expectation": {"type": "status", "codes": "2xx"}},
                 {"name": "state", "fatal": true, "expectation": {"type": "json", "path": "$.order.state",
                  "relation": "EQUALS", "operand": "open"}},
                 {"name": "text", "fatal": false, "expectation": {"type": "bodyContains", "text": "order"}},
                 {"name": "type", "fatal": false, "expectation": {"type": "contentType", "mediaType": "application/json"}}],
                "captures": [{"variable": "id", "path": "$.items[0].id"}, {"variable": "session", "required": false,
                 "source": {"type": "cookie", "name": "session"}, "select": {"type": "first"}}]},
               {"type": "group", "name": "looking", "flow": "look", "includeThink": false},
               {"type": "set", "variable": "note", "value": "$(vars.id)-$(user.iteration)"},
               {"type": "think", "minMillis": 1, "maxMillis": 2}]}],
             "phases": [
              {"name": "users", "startMillis": 0, "durationMillis": MILLIS, "warmup": false,
               "load": {"type": "closed", "from": 24, "users": 24}},
              {"name": "arrivals", "startMillis": 0, "durationMillis": MILLIS, "warmup": false,
               "load": {"type": "open", "from": 3000, "rate": 3000, "perMillis": 1000, "arrivals": "UNIFORM", "maxUsers": 50,
                "drop": true}}]}
            """;

    private TrainingPlan() {}

    static RunPlan against(int port, long millis) {
        String plan = PLAN.replace("PORT", Integer.toString(port)).replace("MILLIS", Long.toString(millis));
        return ProtocolJson.read(plan.getBytes(StandardCharsets.UTF_8), RunPlan.class);
    }
}
