package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Template;
import dev.loadstone.runner.http.Transport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a runner practises against answers everything, or the practice would be of failures. */
class EchoServerTest {
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void overHttp2EveryRequestIsAnswered(String scheme) {
        try (var server = new EchoServer(Transport.best(), Likeness.of(Stream.of()), true)) {
            var target = new Target(
                    "",
                    scheme,
                    "127.0.0.1",
                    server.port(),
                    "",
                    1000,
                    1000,
                    List.of(),
                    Target.HttpVersion.HTTP_2,
                    new Target.Tls(null, null, null, null, true),
                    null,
                    null,
                    List.of(),
                    false,
                    null,
                    0);
            var post = new HttpStep(
                    "post",
                    "POST",
                    Template.text("/p"),
                    List.of(),
                    Template.text("x".repeat(100_000)),
                    List.of(),
                    List.of());
            Interval total = Operator.run(Plans.against(server.port())
                            .target(target)
                            .steps(Plans.get("/"), post)
                            .closed(4, 500))
                    .total();
            assertThat(total.requestCounts().failed()).as("%s", total).isZero();
            assertThat(total.requestCounts().completed()).isGreaterThan(2);
        }
    }
}
