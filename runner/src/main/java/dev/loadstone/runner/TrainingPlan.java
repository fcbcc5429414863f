package dev.loadstone.runner;

import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunPlan;
import java.nio.charset.StandardCharsets;

/** A plan with a little of everything that is often in plans, so that a JVM that watches its run knows how all of it behaves. */
final class TrainingPlan {
    private static final String PLAN = """
            {"version": 2, "run": {"test": "training", "number": 1}, "namespace": "", "name": "training", "seed": 1,
             "runners": 1, "gracefulStopMillis": 1000, "thresholds": [],
             "target": {"scheme": "http", "host": "localhost", "port": PORT, "basePath": "", "cookies": true,
              "connectTimeoutMillis": 1000, "requestTimeoutMillis": 1000,
              "headers": [{"name": "X-Request-Id", "value": "$(fn.uuid())"}]},
             "targets": [{"name": "tls", "scheme": "https", "host": "localhost", "port": PORT, "basePath": "/api",
              "connectTimeoutMillis": 1000, "requestTimeoutMillis": 1000, "tls": {"insecure": true}}],
             "variables": [{"name": "shop", "source": {"type": "single", "value": "north"}},
              {"name": "terms", "source": {"type": "several", "values": ["lamp", "desk"]}}],
             "files": [{"name": "people", "source": {"type": "inline", "text": "name,mail\\nann bo,a@x.y\\nbob,b@x.y\\n"}}],
             "feeders": [{"name": "people", "file": "people", "format": "CSV", "delimiter": ",", "order": "RANDOM",
              "distribution": "SHARED", "onExhausted": "RECYCLE"}],
             "flows": [{"name": "look", "steps": [
              {"type": "http", "name": "look", "method": "GET", "uri": "/items/$(vars.id)?q=$(fn.pick(vars.terms)|urlEncode)",
               "headers": [], "captures": [], "checks": [
               {"name": "cel", "fatal": false, "expectation": {"type": "holds",
                "condition": "response.status == 200 && response.json.items.size() > 0 && vars.id != ''"}},
               {"name": "fast", "fatal": false, "expectation": {"type": "withinTime", "millis": 500}}]}]}],
             "scenarios": [
              {"name": "static", "weight": 1, "steps": [
               {"type": "http", "name": "get", "method": "GET", "uri": "/", "headers": [], "checks": [], "captures": []}]},
              {"name": "tls", "weight": 1, "steps": [
               {"type": "http", "name": "tls", "target": "tls", "method": "GET", "uri": "/$(user.id)", "headers": [],
                "checks": [], "captures": []}, {"type": "think", "minMillis": 1, "maxMillis": 2}]},
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
               {"type": "if", "condition": "response.timeMillis < 900.0 && user.iteration > 0", "then": "look"},
               {"type": "metric", "name": "millis", "kind": "HISTOGRAM", "value": "response.timeMillis"},
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
