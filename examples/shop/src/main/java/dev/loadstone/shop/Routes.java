package dev.loadstone.shop;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which endpoint a method and a path mean; what is nowhere is a 404, and a wrong method on a known path a 405. */
final class Routes {
    private static final Set<HttpMethod> USUAL = Set.copyOf(HttpMethod.values());

    private final Map<String, Map<HttpMethod, Endpoint>> byTemplate = new HashMap<>();
    private final List<Template> open = new ArrayList<>();

    Routes serve(HttpMethod method, String template, Function<ShopRequest, Answer> handler) {
        return add(method, template, intake(method), handler);
    }

    /** One that takes a body in its own way. */
    Routes upload(HttpMethod method, String template, Intake intake, Function<ShopRequest, Answer> handler) {
        return add(method, template, intake, handler);
    }

    /** The same for all methods. */
    Routes serveAll(String template, Function<ShopRequest, Answer> handler) {
        for (HttpMethod method : HttpMethod.values()) {
            add(method, template, Intake.WHOLE, handler);
        }
        return this;
    }

    Routes operate(HttpMethod method, String template, Function<ShopRequest, Answer> handler) {
        put(method, template, new Endpoint(method + " " + template, true, intake(method), handler));
        return this;
    }

    private static Intake intake(HttpMethod method) {
        return method == HttpMethod.POST || method == HttpMethod.PUT ? Intake.WHOLE : Intake.NOTHING;
    }

    private Routes add(HttpMethod method, String template, Intake intake, Function<ShopRequest, Answer> handler) {
        put(method, template, new Endpoint(method + " " + template, false, intake, handler));
        return this;
    }

    private void put(HttpMethod method, String template, Endpoint endpoint) {
        Map<HttpMethod, Endpoint> methods = byTemplate.get(template);
        if (methods == null) {
            methods = new HashMap<>();
            byTemplate.put(template, methods);
            if (template.indexOf('{') >= 0) {
                open.add(Template.of(template));
            }
        }
        methods.put(method, endpoint);
    }

    Endpoint find(HttpMethod method, String path) {
        String template = path;
        Map<HttpMethod, Endpoint> methods = byTemplate.get(path);
        if (methods == null) {
            Template fitting = fitting(path);
            if (fitting == null) {
                return Endpoint.refusing(word(method) + " *", Answer.error(404, "nothing is here"));
            }
            template = fitting.text();
            methods = byTemplate.getOrDefault(template, Map.of());
        }
        Endpoint endpoint = methods.get(method);
        return endpoint != null ? endpoint : wrongMethod(method, template, methods.keySet());
    }

    private @Nullable Template fitting(String path) {
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).fits(path)) {
                return open.get(i);
            }
        }
        return null;
    }

    private static Endpoint wrongMethod(HttpMethod method, String template, Set<HttpMethod> allowed) {
        String allow = allowed.stream().map(HttpMethod::name).collect(Collectors.toCollection(TreeSet::new)).stream()
                .collect(Collectors.joining(", "));
        Answer answer = Answer.error(405, "use " + allow).with("Allow", allow);
        return Endpoint.refusing(word(method) + " " + template, answer);
    }

    /** Methods that nobody knows are counted as one, so that the counters stay bounded. */
    private static String word(HttpMethod method) {
        return USUAL.contains(method) ? method.name() : "OTHER";
    }
}
