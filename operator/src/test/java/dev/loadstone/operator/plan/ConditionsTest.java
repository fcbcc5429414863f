package dev.loadstone.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
    private static final int SMALL_STACK = 256 << 10;

    /** A reconciler's thread has 256 KiB of stack. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(%)",
                "[%][0]",
                "!(%)",
                "{'a': %}.a",
                "[%].exists(x, x)",
                "(true ? % : false)",
                "-(%)",
                "size([%])"
            })
    void noNestingExhaustsASmallStack(String shape) throws Exception {
        for (int depth = 1; depth < 400; depth = depth < 40 ? depth + 1 : depth * 3 / 2) {
            var text = new StringBuilder("true");
            String open = shape.substring(0, shape.indexOf('%'));
            String close = shape.substring(shape.indexOf('%') + 1);
            for (int i = 0; i < depth; i++) {
                text.insert(0, open).append(close);
            }
            var task = new FutureTask<>(() -> problems(text.toString()));
            new Thread(null, task, "small", SMALL_STACK).start();
            assertThat(task.get(1, TimeUnit.MINUTES)).as("%s deep", depth).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void aLongChainExhaustsNoSmallStack() throws Exception {
        for (String chain : List.of(" && true", " + 1 == 1", ".a", "[0]", " ? true : true", " || !false")) {
            String text = "response" + chain.repeat(1024 / chain.length());
            var task = new FutureTask<>(() -> problems(text));
            new Thread(null, task, "small", SMALL_STACK).start();
            assertThat(task.get(1, TimeUnit.MINUTES)).as(text).hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" && vars.a == '1'", " || response.status > 3 && true", " + vars.y", ".a", "[0].b"})
    void aLongConditionIsFine(String chain) {
        int most = chain.length() < 10 ? 12 : 40;
        assertThat(problems("vars.x == vars.y" + chain.repeat(most))).isEmpty();
        assertThat(problems("((((((((vars.a || (vars.b && (vars.c || !(vars.d)))))))))))"))
                .isEmpty();
    }

    @Test
    void whatARunnerWouldRefuseIsRefusedHere() {
        assertThat(problems("user.id == '1'")).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("user.id == '1'")
                .contains("(int, string)"));
        assertThat(problems("vars + 1 == 2")).hasSize(1);
        assertThat(problems("response.timeMillis < 250 && user.id < 2.5")).isEmpty();
    }

    private static List<Problem> problems(String text) {
        var problems = new ArrayList<Problem>();
        new Conditions()
                .check(text, Conditions.Wanted.TRUTH, new Place("spec", problems))
                .ifPresent(Mentions::of);
        return problems;
    }
}
