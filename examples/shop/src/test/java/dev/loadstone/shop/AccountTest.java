package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTest extends OpenShop {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void theFormOpensASessionThatShowsTheAccount() {
        var visit = Visit.begin();
        var login = visit.login("ann+1@example.com", "secret");
        assertThat(login.statusCode()).isEqualTo(303);
        assertThat(login.headers().firstValue("Location")).contains("/account");
        List<String> cookies = login.headers().allValues("Set-Cookie");
        assertThat(cookies).hasSize(2);
        assertThat(cookies.getFirst()).startsWith("shop_session=").contains("; HttpOnly", "; Path=/;");
        assertThat(cookies.getLast()).startsWith("shop_visit=;").contains("Max-Age=0");

        var account = shop.get("/account", "Cookie", "a=b; " + pair(cookies.getFirst()));
        assertThat(account.statusCode()).isEqualTo(200);
        assertThat(account.body()).contains("<p id=\"email\">ann+1@example.com</p>");

        var logout = shop.send("POST", "/account/logout", "", "Cookie", pair(cookies.getFirst()));
        assertThat(logout.statusCode()).isEqualTo(302);
        assertThat(logout.headers().firstValue("Location")).contains("/account/login");
        assertThat(logout.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("shop_session=;")
                .contains("Max-Age=0", "Expires=Thu, 01 Jan 1970");
    }

    @ParameterizedTest
    @CsvSource({"''", "shop_session=", "shop_session=nonsense", "shop_session=YQ.YQ"})
    void withoutASessionTheAccountLeadsToTheLogin(String cookie) {
        var account = shop.get("/account", "Cookie", cookie);
        assertThat(account.statusCode()).isEqualTo(302);
        assertThat(account.headers().firstValue("Location")).contains("/account/login");
        String token = shop.bearer("api@example.com").substring("Bearer ".length());
        assertThat(shop.get("/account", "Cookie", "shop_session=" + token).statusCode())
                .as("a token of the API is no session")
                .isEqualTo(302);
    }

    @Test
    void theTokenOfAnotherVisitIsRefused() {
        var ann = Visit.begin();
        var bob = Visit.begin();
        assertThat(ann).isNotEqualTo(bob);
        assertThat(new Visit(ann.cookie(), bob.csrf()).login("a@b", "secret").statusCode())
                .isEqualTo(403);
        assertThat(new Visit("a=b", ann.csrf()).login("a@b", "secret").statusCode())
                .isEqualTo(403);
        assertThat(shop.counters().getJsonObject("logins").getInteger("total")).isZero();
    }

    @Test
    void whatIsWrongIsRefused() {
        var visit = Visit.begin();
        assertThat(visit.login("a@b", "wrong").statusCode()).isEqualTo(401);
        assertThat(visit.login("", "secret").statusCode()).isEqualTo(400);
        assertThat(shop.send("POST", "/account/login", "{}").statusCode()).isEqualTo(415);
        assertThat(shop.send("POST", "/account/login", "csrf=%zz", "Content-Type", FORM)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void loginsOfBothWaysCountAndAreToldApartByEmail() {
        shop.bearer("ann@example.com");
        shop.bearer("bob@example.com");
        Visit.begin().login("ann@example.com", "secret");
        Visit.begin().login("cid@example.com", "secret");
        Visit.begin().login("dan@example.com", "wrong");
        shop.bearer("bob@example.com");
        assertThat(shop.counters().getJsonObject("logins"))
                .isEqualTo(new JsonObject("{\"total\":5,\"distinct\":3,\"repeated\":2}"));
    }

    @Test
    void anEmailIsNoMarkup() {
        var login = Visit.begin().login("<b>@example.com", "secret");
        assertThat(shop.get(
                                "/account",
                                "Cookie",
                                pair(login.headers().allValues("Set-Cookie").getFirst()))
                        .body())
                .contains("&lt;b&gt;@example.com");
    }

    private static String pair(String setCookie) {
        return setCookie.substring(0, setCookie.indexOf(';'));
    }

    /** What a browser knows after it saw the form. */
    private record Visit(String cookie, String csrf) {
        static Visit begin() {
            HttpResponse<String> page = shop.get("/account/login");
            String cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).startsWith("shop_visit=").contains("; Path=/account", "; HttpOnly");
            Matcher csrf = CSRF.matcher(page.body());
            assertThat(csrf.find()).as(page.body()).isTrue();
            return new Visit(pair(cookie), csrf.group(1));
        }

        HttpResponse<String> login(String email, String password) {
            String form = "email=" + URLEncoder.encode(email, StandardCharsets.UTF_8) + "&password=" + password
                    + "&csrf=" + URLEncoder.encode(csrf, StandardCharsets.UTF_8);
            return shop.send("POST", "/account/login", form, "Content-Type", FORM, "Cookie", cookie);
        }
    }
}
