package dev.loadstone.shop;

import io.vertx.core.http.Cookie;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Signing in as a browser does: a page that sets a cookie and has a form with a CSRF token, a redirect with a session
 * cookie, and pages that only a session opens. Cookies are signed and not stored, so that replicas need no common
 * memory.
 */
final class Account {
    private static final String HOME = "/account";
    private static final String LOGIN = "/account/login";
    private static final String VISIT = "shop_visit";
    private static final String SESSION = "shop_session";
    private static final String EXPIRED = "; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT";
    private static final String VISIT_SCOPE = "; Path=" + HOME + "; HttpOnly; SameSite=Lax";
    private static final String SESSION_SCOPE = "; Path=/; HttpOnly; SameSite=Lax";

    private final Tokens visits;
    private final Tokens sessions;
    private final RandomGenerator random;

    Account(String key, RandomGenerator random) {
        this.visits = new Tokens(key + " of visits");
        this.sessions = new Tokens(key + " of sessions");
        this.random = random;
    }

    Answer form(ShopRequest request) {
        String visit = Long.toHexString(random.nextLong());
        return Answer.html("""
                        <!doctype html><html lang="en"><title>Sign in</title><h1>Sign in</h1>
                        <form method="post" action="%s"><input type="hidden" name="csrf" value="%s">
                        <input name="email" type="email"><input name="password" type="password">
                        <button>Sign in</button></form></html>
                        """.formatted(LOGIN, visits.issue(visit)))
                .with("Set-Cookie", VISIT + "=" + visit + VISIT_SCOPE);
    }

    Answer login(ShopRequest request) {
        Map<String, List<String>> form = request.form();
        Optional<String> visit = visits.text(ShopRequest.text(form, "csrf"));
        if (visit.isEmpty() || !visit.get().equals(cookie(request, VISIT))) {
            throw new Refusal(403, "csrf is not that of the form of this visit");
        }
        String email = ShopRequest.text(form, "email");
        if (ShopRequest.text(form, "password").equals("wrong")) {
            throw new Refusal(401, "email and password do not match");
        }
        request.tally().logins().add(email);
        return Answer.redirect(303, HOME)
                .with("Set-Cookie", SESSION + "=" + sessions.issue(email) + SESSION_SCOPE)
                .with("Set-Cookie", VISIT + "=" + EXPIRED + VISIT_SCOPE);
    }

    Answer show(ShopRequest request) {
        String session = cookie(request, SESSION);
        return (session == null ? Optional.<String>empty() : sessions.text(session))
                .map(email -> Answer.html("""
                        <!doctype html><html lang="en"><title>Account</title><h1>Account</h1>
                        <p id="email">%s</p>
                        <form method="post" action="/account/logout"><button>Sign out</button></form></html>
                        """.formatted(escaped(email))))
                .orElseGet(() -> Answer.redirect(302, LOGIN));
    }

    Answer logout(ShopRequest request) {
        return Answer.redirect(302, LOGIN).with("Set-Cookie", SESSION + "=" + EXPIRED + SESSION_SCOPE);
    }

    private static @Nullable String cookie(ShopRequest request, String name) {
        Cookie cookie = request.http().getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
