package dev.loadstone.runner.scenario.cookie;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieJarTest {
    private static final long NOW = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private final CookieJar jar = new CookieJar();

    @Test
    void aCookieGoesBackUntilItIsReplacedOrEnded() {
        set("a=1");
        set("b=\"two words\"; HttpOnly; SameSite=Lax");
        assertThat(sent("/")).isEqualTo("a=1; b=\"two words\"");
        set("a=2");
        assertThat(sent("/")).isEqualTo("a=2; b=\"two words\"");
        set("a=; Max-Age=0");
        assertThat(sent("/")).isEqualTo("b=\"two words\"");
        set("b=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
        assertThat(jar.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1                          | shop.example     | /cart/add  | false | true",
                "a=1                          | shop.example     | /cart      | false | true",
                "a=1                          | shop.example     | /cartoon   | false | false",
                "a=1                          | shop.example     | /          | false | false",
                "a=1                          | www.shop.example | /cart      | false | false",
                "a=1; Path=/                  | shop.example     | /          | false | true",
                "a=1; Path=nonsense           | shop.example     | /          | false | false",
                "a=1; path=/a/                | shop.example     | /a/b       | false | true",
                "a=1; path=/a/                | shop.example     | /a         | false | false",
                "a=1; Domain=shop.example     | shop.example     | /cart      | false | true",
                "a=1; Domain=shop.example     | www.shop.example | /cart      | false | true",
                "a=1; Domain=.SHOP.example    | www.shop.example | /cart      | false | true",
                "a=1; Domain=shop.example     | myshop.example   | /cart      | false | false",
                "a=1; Domain=example          | other.example    | /cart      | false | true",
                "a=1; Domain=www.shop.example | www.shop.example | /cart      | false | false",
                "a=1; Domain=other.example    | other.example    | /cart      | false | false",
                "a=1; Domain=                 | shop.example     | /cart      | false | true",
                "a=1; Secure                  | shop.example     | /cart      | false | false",
                "a=1; SECURE                  | shop.example     | /cart      | true  | true",
                "a=1; Max-Age=60              | shop.example     | /cart      | false | true",
                "a=1; Max-Age=-1              | shop.example     | /cart      | false | false",
                "a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT | shop.example | /cart | false | true",
                "a=1; Expires=nonsense        | shop.example     | /cart      | false | true",
                "a=1; Max-Age=99999999999999999999 | shop.example | /cart     | false | true"
            })
    void whereACookieGoes(String header, String host, String path, boolean tls, boolean goes) {
        SetCookie.parse(header).ifPresent(cookie -> jar.take(cookie, "shop.example", "/cart/add", NOW));

        assertThat(sent(host, path, tls, NOW)).isEqualTo(goes ? "a=1" : "");
    }

    @Test
    void anAddressIsNoDomain() {
        SetCookie.parse("a=1; Domain=0.0.1").ifPresent(cookie -> jar.take(cookie, "127.0.0.1", "/", NOW));
        assertThat(jar.isEmpty()).isTrue();
        SetCookie.parse("a=1; Domain=127.0.0.1").ifPresent(cookie -> jar.take(cookie, "127.0.0.1", "/", NOW));
        assertThat(sent("127.0.0.1", "/", false, NOW)).isEqualTo("a=1");
    }

    @Test
    void aCookieEndsWithTheTime() {
        set("a=1; Max-Age=10");
        set("b=1; Expires=Thu, 01 Jan 2026 00:00:20 GMT");

        assertThat(sent("shop.example", "/", false, NOW + 9_999)).isEqualTo("a=1; b=1");
        assertThat(sent("shop.example", "/", false, NOW + 10_000)).isEqualTo("b=1");
        assertThat(sent("shop.example", "/", false, NOW + 20_000)).isEmpty();
    }

    @Test
    void longerPathsAndOlderCookiesComeFirst() {
        set("root=1; Path=/");
        set("deep=1; Path=/a/b");
        set("late=1; Path=/");
        set("root=2; Path=/");

        assertThat(sent("/a/b")).isEqualTo("deep=1; root=2; late=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "=a", "  =x; Path=/", ";", "; a=1", "a\u0001=1", "a=1\u0000"})
    void whatSetsNoCookie(String header) {
        assertThat(SetCookie.parse(header)).isEmpty();
    }

    @Test
    void aCookieMayHaveNoValueAndAnEqualsSignInIt() {
        set("a=");
        set(" b = c=d ; Path = / ");

        assertThat(sent("/")).isEqualTo("a=; b=c=d");
    }

    @Test
    void thereIsAnEndToWhatIsKept() {
        for (int i = 0; i < 1000; i++) {
            set("c" + i + "=1");
        }
        set("large=" + "x".repeat(10_000));

        assertThat(sent("/")).startsWith("c700=1; ").endsWith("; c999=1").doesNotContain("large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Wed, 09 Jun 2021 10:18:14 GMT  | 2021-06-09T10:18:14Z",
                "Wednesday, 09-Jun-21 10:18:14 GMT | 2021-06-09T10:18:14Z",
                "Wed Jun  9 10:18:14 2021       | 2021-06-09T10:18:14Z",
                "9 jun 99 1:2:3                 | 1999-06-09T01:02:03Z",
                "10:18:14 2021 june 9           | 2021-06-09T10:18:14Z",
                "09 Jun 2021                    | ",
                "31 Feb 2021 10:18:14           | ",
                "09 Jun 1600 10:18:14           | ",
                "09 Jun 2021 25:18:14           | ",
                "nonsense                       | "
            })
    void datesAreReadAsBrowsersDo(String text, Instant instant) {
        if (instant == null) {
            assertThat(CookieDate.parse(text)).isEmpty();
        } else {
            assertThat(CookieDate.parse(text)).hasValue(instant.toEpochMilli());
        }
    }

    @Test
    void anyHeaderIsReadOrIgnored() {
        String[] parts = {
            "a",
            "=",
            ";",
            " ",
            "Path",
            "/",
            "Domain",
            ".",
            "shop.example",
            "Expires",
            "Max-Age",
            "-",
            "9",
            ":",
            "Jun",
            "2021",
            "Secure",
            "\t",
            "\"",
            "é",
            "\u0000",
            ","
        };
        var random = new Random(5);
        for (int round = 0; round < 50_000; round++) {
            if (round % 5 == 0) {
                jar.clear();
            }
            var header = new StringBuilder();
            for (int i = random.nextInt(14); i > 0; i--) {
                header.append(parts[random.nextInt(parts.length)]);
            }
            SetCookie.parse(header.toString()).ifPresent(cookie -> jar.take(cookie, "shop.example", "/a/b", NOW));
            assertThat(sent("/a/b")).doesNotContain("\r", "\n", "\u0000");
        }
    }

    private void set(String header) {
        SetCookie.parse(header).ifPresent(cookie -> jar.take(cookie, "shop.example", "/", NOW));
    }

    private String sent(String path) {
        return sent("shop.example", path, false, NOW);
    }

    private String sent(String host, String path, boolean tls, long now) {
        ByteBuf out = Unpooled.buffer();
        byte[] before = ("GET " + path).getBytes(UTF_8);
        out.writeBytes(before);
        jar.append(out, host, tls, 4, before.length, now);
        String header = out.toString(before.length, out.writerIndex() - before.length, UTF_8);
        assertThat(header).matches("(?s)(Cookie: .+\r\n)?");
        return header.isEmpty() ? "" : header.substring("Cookie: ".length(), header.length() - 2);
    }
}
