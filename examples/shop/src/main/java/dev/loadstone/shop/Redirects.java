package dev.loadstone.shop;

import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Chains of redirects of a known length, and one that leads away. */
final class Redirects {
    static final Template CHAIN = Template.of("/redirects/{n}");

    private static final int MAX = 100;
    private static final Set<String> STATUSES = Set.of("301", "302", "303", "307", "308");

    private Redirects() {}

    /** To the next lower number with the same query; 0 shows the request that arrived. */
    static Answer chain(ShopRequest request) {
        HttpServerRequest http = request.http();
        String n = CHAIN.segment(http.path());
        if (!n.matches("[0-9]{1,3}") || Integer.parseInt(n) > MAX) {
            throw new Refusal(404, "a chain has 0 to " + MAX + " redirects, not " + n);
        }
        if (Integer.parseInt(n) == 0) {
            return Echo.show(request);
        }
        String query = http.query() == null ? "" : "?" + http.query();
        return Answer.redirect(status(request), CHAIN.before() + (Integer.parseInt(n) - 1) + query);
    }

    /** To the URL of the parameter {@code to}, or else to a host that is nowhere. */
    static Answer away(ShopRequest request) {
        String to = request.query("to");
        if (to != null && !to.matches("[\\x21-\\x7e]{1,2000}")) {
            throw new Refusal(400, "to is no URL");
        }
        return Answer.redirect(status(request), to == null ? "http://elsewhere.invalid/" : to);
    }

    private static int status(ShopRequest request) {
        String status = request.query("status");
        if (status == null) {
            return 302;
        }
        if (!STATUSES.contains(status)) {
            throw new Refusal(400, "status is one of 301, 302, 303, 307, 308, not " + status);
        }
        return Integer.parseInt(status);
    }
}
