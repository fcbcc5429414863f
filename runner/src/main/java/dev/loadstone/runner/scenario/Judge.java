package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.Check;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.HttpStep.OnFailure;
import dev.loadstone.protocol.StatusSet;
import dev.loadstone.runner.scenario.Verdict.Then;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks and captures of one request. */
final class Judge {
    private static final ErrorClass CHECK_FAILED = ErrorClass.of(ErrorClass.Kind.CHECK);
    private static final ErrorClass NOTHING_FOUND = ErrorClass.of(ErrorClass.Kind.CAPTURE);

    private final List<Check> checks;
    private final Condition[] conditions;
    private final List<CompiledCapture> captures;
    private final @Nullable OnFailure onFailure;
    private final boolean impliesSuccess;
    private final Interest interest;
    private final boolean wantsHead;
    private final boolean judgesHead;
    private final boolean readsBody;

    /**
     * @param scenario what the conditions of the scenario look at, those of checks apart
     * @param wantsHead whether there is another reason to read the header lines
     */
    private Judge(
            HttpStep step,
            Condition[] conditions,
            List<CompiledCapture> captures,
            Interest scenario,
            boolean wantsHead) {
        checks = step.checks();
        onFailure = step.onFailure();
        this.conditions = conditions;
        this.captures = captures;
        impliesSuccess = checks.stream().noneMatch(check -> check.expectation() instanceof Expectation.Status);
        interest = Arrays.stream(conditions)
                .map(condition -> condition instanceof Condition.Holds(var formula)
                        ? Interest.of(List.of(formula))
                        : Interest.NONE)
                .reduce(scenario, Interest::plus);
        this.wantsHead = wantsHead;
        judgesHead = interest.head()
                || Arrays.stream(conditions).anyMatch(Condition::readsHead)
                || captures.stream().anyMatch(capture -> capture.found().readsHead());
        readsBody = interest.body()
                || Arrays.stream(conditions).anyMatch(Condition::readsBody)
                || captures.stream().anyMatch(capture -> capture.found().readsBody());
    }

    static Judge compile(
            HttpStep step, Variables variables, Conditions conditions, Interest scenario, boolean wantsHead) {
        return new Judge(
                step,
                step.checks().stream()
                        .map(check -> Condition.of(check.expectation(), conditions))
                        .toArray(Condition[]::new),
                step.captures().stream()
                        .map(capture -> CompiledCapture.of(capture, variables))
                        .toList(),
                scenario,
                wantsHead);
    }

    /** Whether the header lines are looked at, for whatever reason. */
    boolean readsHead() {
        return wantsHead || judgesHead;
    }

    /** Whether the header lines are looked at here. */
    boolean judgesHead() {
        return judgesHead;
    }

    boolean readsBody() {
        return readsBody;
    }

    List<String> checkNames() {
        return checks.stream().map(Check::name).toList();
    }

    Verdict judge(Response response, UserState user, UserFacts facts) {
        if (interest.any()) {
            user.lastResponse().take(response, interest.head(), interest.body());
        }
        Verdict verdict = user.verdict();
        verdict.clear();
        int status = response.status();
        if (impliesSuccess && !StatusSet.SUCCESS.contains(status)) {
            verdict.unexpectedStatus(status);
        }
        for (int i = 0; i < conditions.length; i++) {
            boolean holds = conditions[i].holds(response, facts);
            verdict.count(i, holds);
            if (!holds && checks.get(i).fatal()) {
                fail(verdict, conditions[i], status);
            }
        }
        for (int i = 0; i < captures.size(); i++) {
            if (!captures.get(i).take(response, user)) {
                verdict.fail(NOTHING_FOUND);
                verdict.then(Then.END_ITERATION);
            }
        }
        if (verdict.error() != null && onFailure != null) {
            verdict.then(then(onFailure));
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

    /** There is no response. */
    Verdict failed(ErrorClass.Kind kind, UserState user) {
        if (interest.any()) {
            user.lastResponse().miss();
        }
        Verdict verdict = user.verdict();
        verdict.clear();
        verdict.fail(ErrorClass.of(kind));
        verdict.then(onFailure == null ? Then.END_ITERATION : then(onFailure));
        return verdict;
    }

    private static Then then(OnFailure onFailure) {
        return switch (onFailure) {
            case CONTINUE -> Then.CONTINUE;
            case END_ITERATION -> Then.END_ITERATION;
            case END_USER -> Then.END_USER;
        };
    }
}
