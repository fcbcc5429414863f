package dev.loadstone.runner.scenario.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTest {
    private static final Origin HERE = new Origin(false, "a", 80);

    /** RFC 3986, 5.4, with what a request can't be sent to left out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "g             | /b/c/g",
                "./g           | /b/c/g",
                "g/            | /b/c/g/",
                "/g            | /g",
                "?y            | /b/c/d;p?y",
                "g?y           | /b/c/g?y",
                "#s            | /b/c/d;p?q",
                "g#s           | /b/c/g",
                "g?y#s         | /b/c/g?y",
                ";x            | /b/c/;x",
                "g;x=1/../y    | /b/c/y",
                ".             | /b/c/",
                "./            | /b/c/",
                "..            | /b/",
                "../           | /b/",
                "../g          | /b/g",
                "../..         | /",
                "../../g       | /g",
                "../../../../g | /g",
                "/./g          | /g",
                "/../g         | /g",
                "g.            | /b/c/g.",
                "..g           | /b/c/..g",
                "./../g        | /b/g",
                "./g/.         | /b/c/g/",
                "g/./h         | /b/c/g/h",
                "g/../h        | /b/c/h",
                "g?y/../x      | /b/c/g?y/../x",
                "http://A/x?y  | /x?y",
                "//a:80/x      | /x",
                "HTTP://u:p@a/ | /",
                "http://a      | /",
                "http://a?x    | /?x"
            })
    void referencesAreResolvedAsRfc3986Says(String reference, String uri) {
        assertThat(Location.resolve(reference, HERE, "/b/c/d;p?q")).contains(new Location(HERE, uri));
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop/x, true, shop, 443",
        "//shop:81, false, shop, 81",
        "http://[::1]:8080/, false, ::1, 8080",
        "http://shop:/x, false, shop, 80"
    })
    void otherServers(String reference, boolean tls, String host, int port) {
        assertThat(Location.resolve(reference, HERE, "/").map(Location::origin)).contains(new Origin(tls, host, port));
    }

    @ParameterizedTest
    @CsvSource({"''", "mailto:x@y", "ftp://a/", "http:g", "http://", "http://a:b/", "http://a:999999/", "http://[::1/"})
    void whatLeadsToNoServer(String reference) {
        assertThat(Location.resolve(reference, HERE, "/")).isEmpty();
    }

    @Test
    void anyReferenceIsResolvedOrRefused() {
        String[] parts = {"http", ":", "/", "//", "a", "..", ".", "?", "#", "@", "[", "]", "80", "%2", " ", "é", "\\"};
        var random = new Random(7);
        int resolved = 0;
        for (int round = 0; round < 100_000; round++) {
            var reference = new StringBuilder();
            for (int i = random.nextInt(9); i > 0; i--) {
                reference.append(parts[random.nextInt(parts.length)]);
            }
            Optional<Location> location = Location.resolve(reference.toString(), HERE, "/b/c?d");
            location.ifPresent(
                    found -> assertThat(found.uri()).as(reference.toString()).startsWith("/"));
            resolved += location.isPresent() ? 1 : 0;
        }
        assertThat(resolved).isGreaterThan(20_000);
    }
}
