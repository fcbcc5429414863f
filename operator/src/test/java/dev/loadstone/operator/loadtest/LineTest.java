package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.operator.policy.Bounds;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static Claim claim(String namespace, String name, boolean holds, int since, @Nullable Integer served) {
        return new Claim(
                namespace + "/" + name,
                namespace,
                name,
                holds,
                holds ? null : NOON.plusSeconds(since),
                served == null ? null : NOON.plusSeconds(served));
    }

    private static Claim waiting(String namespace, String name, int since) {
        return claim(namespace, name, false, since, null);
    }

    @Test
    void inANamespaceWhoWaitsLongestIsFirst() {
        var claims = List.of(waiting("shop", "a", 3), waiting("shop", "b", 1), waiting("shop", "c", 2));
        var line = new Line(1, namespace -> 0, claims);
        assertThat(claims)
                .extracting(line::of)
                .containsExactly(new Turn.Later(2, 2, 1, null), Turn.NOW, new Turn.Later(1, 2, 1, null));
    }

    @Test
    void aNamespaceThatAsksForMuchTakesTurnsWithOneThatAsksForLittle() {
        Stream<Claim> many = IntStream.range(0, 9).mapToObj(each -> waiting("bulk", "b" + each, each));
        var claims = Stream.concat(many, Stream.of(claim("bulk", "live", true, 0, 1), waiting("shop", "a", 60)))
                .toList();
        assertThat(new Line(2, namespace -> 0, claims).of(claims.getLast())).isEqualTo(Turn.NOW);
        assertThat(new Line(1, namespace -> 0, claims).of(claims.getLast())).isEqualTo(new Turn.Later(1, 10, 1, null));
        assertThat(new Line(1, namespace -> 0, claims).of(claims.get(1))).isEqualTo(new Turn.Later(3, 10, 1, null));
    }

    @Test
    void amongEqualsTheOneWhoseLastRunIsLongestAgoIsFirst() {
        var claims = List.of(
                claim("bank", "a", false, 1, 9), claim("shop", "a", false, 2, 5), claim("taxi", "a", false, 3, 7));
        var line = new Line(1, namespace -> 0, claims);
        assertThat(claims)
                .extracting(line::of)
                .containsExactly(new Turn.Later(2, 2, 1, null), Turn.NOW, new Turn.Later(1, 2, 1, null));
    }

    @Test
    void aNamespaceAtItsOwnLimitKeepsNobodyElseWaiting() {
        var claims = List.of(
                claim("bulk", "live", true, 0, 1),
                waiting("bulk", "a", 1),
                waiting("bulk", "b", 2),
                waiting("shop", "a", 3));
        var line = new Line(5, namespace -> namespace.equals("bulk") ? 1 : 0, claims);
        assertThat(line.of(claims.get(1))).isEqualTo(new Turn.Later(1, 2, 1, "bulk"));
        assertThat(line.of(claims.get(2))).isEqualTo(new Turn.Later(2, 2, 1, "bulk"));
        assertThat(line.of(claims.get(3))).isEqualTo(Turn.NOW);
    }

    @Test
    void thePlaceIsToldWithTheLimitThatBinds() {
        assertThat(new Turn.Later(3, 5, 10, null).message(Bounds.NONE))
                .isEqualTo(
                        "3rd of 5 in the queue: 10 runs are under way, as many as the operator allows (maxConcurrentRuns).");
        assertThat(new Turn.Later(1, 1, 1, "shop").message(Bounds.NONE))
                .isEqualTo("1st of 1 in the queue of namespace shop: 1 run is under way there, "
                        + "as many as its LoadTestPolicy allows (maxConcurrentRuns).");
        assertThat(Stream.of(2, 11, 12, 13, 21, 102, 113).map(each -> new Turn.Later(each, 200, 1, null)
                        .message(Bounds.NONE)
                        .split(" ")[0]))
                .containsExactly("2nd", "11th", "12th", "13th", "21st", "102nd", "113th");
    }
}
