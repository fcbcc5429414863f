package dev.loadstone.shop;

import io.vertx.core.http.Cookie;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Sets any cookies that it is asked for, to find out what a client makes of them. */
final class CookieJar {
    private CookieJar() {}

    /** Each parameter {@code set} becomes a Set-Cookie as it stands; the body shows which cookies came. */
    static Answer serve(ShopRequest request) {
        var came = new JsonObject();
        for (Cookie cookie : request.http().cookies()) {
            came.put(cookie.getName(), cookie.getValue());
        }
        Answer answer = Answer.json(200, new JsonObject().put("cookies", came));
        List<String> wanted = request.parameters().getAll("set");
        for (String cookie : wanted) {
            if (!cookie.matches("[\\x20-\\x7e]{1,1000}")) {
                throw new Refusal(400, "set is no cookie");
            }
            answer = answer.with("Set-Cookie", cookie);
        }
        return answer;
    }
}
