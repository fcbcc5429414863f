package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.Check;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.StatusSet;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** The checks and captures of one request. */
final class Judge {
    private static final ErrorClass CHECK_FAILED = ErrorClass.of(ErrorClass.Kind.CHECK);

    private final List<Check> checks;
    private final Condition[] conditions;
    private final List<CompiledCapture> captures;
    private final boolean impliesSuccess;
    private final boolean readsBody;

    private Judge(List<Check> checks, List<CompiledCapture> captures) {
        this.checks = checks;
        this.captures = captures;
        conditions =
                checks.stream().map(check -> Condition.of(check.expectation())).toArray(Condition[]::new);
        impliesSuccess = checks.stream().noneMatch(Judge::looksAtStatus);
        readsBody = !captures.isEmpty() || !checks.stream().allMatch(Judge::looksAtStatus);
    }

    static Judge compile(HttpStep step, Variables variables) {
        if (step.checks().size() > Long.SIZE) {
            throw new IllegalArgumentException(
                    "a request has at most 64 checks, not " + step.checks().size());
        }
        return new Judge(
                step.checks(),
                step.captures().stream()
                        .map(capture -> CompiledCapture.of(capture, variables))
                        .toList());
    }

    private static boolean looksAtStatus(Check check) {
        return check.expectation() instanceof Expectation.Status;
    }

    boolean readsBody() {
        return readsBody;
    }

    List<String> checkNames() {
        return checks.stream().map(Check::name).toList();
    }

    Verdict judge(int status, ByteBuf response, UserState user) {
        Body body = readsBody ? Body.of(response) : Body.NONE;
        Verdict verdict = user.verdict();
        verdict.clear();
        if (impliesSuccess && !(status >= 0 && StatusSet.SUCCESS.contains(status))) {
            verdict.unexpectedStatus(status);
        }
        for (int i = 0; i < conditions.length; i++) {
            boolean holds = conditions[i].holds(status, body);
            verdict.count(i, holds);
            if (!holds && checks.get(i).fatal()) {
                fail(verdict, conditions[i], status);
            }
        }
        for (int i = 0; i < captures.size(); i++) {
            captures.get(i).take(body, user);
        }
        return verdict;
    }

    private static void fail(Verdict verdict, Condition condition, int status) {
        if (condition instanceof Condition.StatusIs) {
            verdict.unexpectedStatus(status);
        } else {
            verdict.fail(CHECK_FAILED);
        }
    }
}
