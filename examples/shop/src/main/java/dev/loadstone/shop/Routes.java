package dev.loadstone.shop;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which endpoint a method and a path mean; what is nowhere is a 404, and a wrong method on a known path a 405. */
final class Routes {
    private static final String PRODUCTS = "/api/products/";
    private static final String DETAIL = PRODUCTS + "{id}";
    private static final Set<HttpMethod> USUAL = Set.copyOf(HttpMethod.values());

    private final Map<String, Map<HttpMethod, Endpoint>> byTemplate = new HashMap<>();

    Routes serve(HttpMethod method, String template, Function<ShopRequest, Answer> handler) {
        return add(method, template, false, handler);
    }

    Routes operate(HttpMethod method, String template, Function<ShopRequest, Answer> handler) {
        return add(method, template, true, handler);
    }

    private Routes add(HttpMethod method, String template, boolean operations, Function<ShopRequest, Answer> handler) {
        boolean takesBody = method == HttpMethod.POST || method == HttpMethod.PUT;
        byTemplate
                .computeIfAbsent(template, unused -> new HashMap<>())
                .put(method, new Endpoint(method + " " + template, operations, takesBody, handler));
        return this;
    }

    Endpoint find(HttpMethod method, String path) {
        String template = path;
        Map<HttpMethod, Endpoint> methods = byTemplate.get(path);
        if (methods == null && path.startsWith(PRODUCTS) && path.indexOf('/', PRODUCTS.length()) < 0) {
            template = DETAIL;
            methods = byTemplate.get(DETAIL);
        }
        if (methods == null) {
            return Endpoint.refusing(word(method) + " *", Answer.error(404, "nothing is here"));
        }
        Endpoint endpoint = methods.get(method);
        return endpoint != null ? endpoint : wrongMethod(method, template, methods.keySet());
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
