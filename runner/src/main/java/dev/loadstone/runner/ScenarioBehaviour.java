package dev.loadstone.runner;

import dev.loadstone.runner.scenario.Program;
import dev.loadstone.runner.scenario.Request;
import dev.loadstone.runner.scenario.ScenarioProgram;
import dev.loadstone.runner.scenario.Think;
import dev.loadstone.runner.scenario.UserState;
import dev.loadstone.runner.scenario.Verdict;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** A user that does the steps of a compiled scenario from first to last. */
final class ScenarioBehaviour implements Behaviour {
    private final Program program;
    private final UserState user;
    private ScenarioProgram scenario;
    private int step;
    private @Nullable Request request;
    private long waitNanos;

    ScenarioBehaviour(Program program, long seed) {
        this.program = program;
        user = new UserState(program, seed);
        scenario = program.scenarios().getFirst();
    }

    @Override
    public void begin(int scenario, long userId) {
        this.scenario = program.scenarios().get(scenario);
        step = 0;
        user.begin(userId);
    }

    @Override
    public Next next() {
        if (step == scenario.size()) {
            return Next.DONE;
        }
        return switch (scenario.op(step++)) {
            case Request next -> {
                request = next;
                yield Next.REQUEST;
            }
            case Think think -> {
                waitNanos = think.nanos(user);
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
    public long waitNanos() {
        return waitNanos;
    }

    @Override
    public void encode(ByteBuf out) {
        request().encode(out, user);
    }

    @Override
    public Verdict judge(int status, ByteBuf body) {
        return request().judge(status, body, user);
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
}
