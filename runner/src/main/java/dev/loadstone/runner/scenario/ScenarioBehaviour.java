package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.SharedValue;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A user that does the parts of a compiled scenario. Made once, used for many. */
public final class ScenarioBehaviour implements Behaviour {
    private final Program program;
    private final UserState user;
    private ScenarioProgram scenario;
    private int step;
    private @Nullable Request request;
    private long wakeNanos;

    /**
     * @param seed of the run
     * @param epochMillis the wall clock, for templates that say what time it is
     */
    public ScenarioBehaviour(Program program, Feeding feeding, long seed, LongSupplier epochMillis) {
        this.program = program;
        user = new UserState(program, seed);
        scenario = program.scenarios().getFirst();
    }

    @Override
    public void enter(int scenario, long userId) {
        this.scenario = program.scenarios().get(scenario);
        user.begin(userId);
    }

    @Override
    public boolean has(Part part) {
        return part == Part.ITERATION;
    }

    @Override
    public Begun begin(Part part, long dueNanos) {
        step = 0;
        user.begin(user.userId());
        return Begun.READY;
    }

    @Override
    public Next next(long dueNanos, Recorder recorder) {
        if (step == scenario.size()) {
            return Next.DONE;
        }
        return switch (scenario.op(step++)) {
            case Request next -> {
                request = next;
                yield Next.REQUEST;
            }
            case Think think -> {
                wakeNanos = dueNanos + think.nanos(user);
                yield Next.WAIT;
            }
        };
    }

    @Override
    public Request request() {
        if (request == null) {
            throw new IllegalStateException("no request was next");
        }
        return request;
    }

    @Override
    public List<Request> requests() {
        return List.of();
    }

    @Override
    public long wakeNanos() {
        return wakeNanos;
    }

    @Override
    public String failure() {
        return "";
    }

    @Override
    public void encode(Draft draft, ByteBuf out) {
        draft.request().encode(out, user);
    }

    @Override
    public int redirect(Draft draft, int status, ByteBuf head) {
        return NOT_ONE;
    }

    @Override
    public Verdict judge(Draft draft, int status, ByteBuf head, ByteBuf body, long responseNanos) {
        return draft.request().judge(status, body, user);
    }

    @Override
    public Verdict failed(Draft draft, ErrorClass.Kind kind) {
        Verdict verdict = user.verdict();
        verdict.clear();
        verdict.fail(ErrorClass.of(kind));
        verdict.endIteration();
        return verdict;
    }

    @Override
    public boolean hasOnlyWaitsLeft() {
        for (int left = step; left < scenario.size(); left++) {
            if (scenario.op(left) instanceof Request) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void abandon(Recorder recorder) {
        step = scenario.size();
    }

    @Override
    public Map<String, SharedValue> variables() {
        return Map.of();
    }
}
