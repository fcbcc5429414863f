package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.Check;
import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.Expectation.TextRelation;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.JsonPath;
import dev.loadstone.protocol.Template;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LikenessTest {
    private static HttpStep get(List<Check> checks, List<Capture> captures) {
        return new HttpStep("get", "GET", Template.parse("/"), List.of(), null, checks, captures);
    }

    private static String body(String... paths) {
        List<Capture> captures = Stream.of(paths)
                .map(path -> new Capture("v", JsonPath.parse(path), null))
                .toList();
        return new String(Likeness.of(Stream.of(get(List.of(), captures))).body(), StandardCharsets.UTF_8);
    }

    @Test
    void placesOfOneListAreFilledInAnyOrder() {
        assertThat(body("$.list[2].id", "$.list[0].id")).contains("\"list\":[{\"id\":\"1\"},null,{\"id\":\"1\"}]");
    }

    /** A list in each place of a list in each place would be more than there is memory. */
    @Test
    void aPathOfManyPlacesIsShort() {
        assertThat(body("$.a[99][99][99][99][99][99]")).hasSizeLessThan(10_000);
    }

    @Test
    void nothingIsSaidThatWouldMakeItAnotherMessage() {
        List<Check> checks = Stream.of("Content-Length", "transfer-encoding", "content-encoding", "connection", "x-own")
                .map(name -> new Check(name, false, new Expectation.Header(name, TextRelation.EXISTS, "")))
                .toList();
        assertThat(Likeness.of(Stream.of(get(checks, List.of()))).headers()).isEqualTo("x-own: 1\r\n");
    }
}
