package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.SharedValue;
import dev.loadstone.runner.scenario.ScenarioProgram.PartProgram;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** A user that does the parts of a compiled scenario. Made once, used for many. */
public final class ScenarioBehaviour implements Behaviour {
    private final Program program;
    private final Feeding feeding;
    private final UserState user;
    private final UserFacts facts;
    private final Walk walk;
    private ScenarioProgram scenario;
    /** Rows that were taken for the start are those of the iteration that follows it, too. */
    private boolean rowsAreFresh;

    private String failure = "";

    /**
     * @param seed of the run
     * @param epochMillis the wall clock, for templates that say what time it is and cookies that end
     */
    public ScenarioBehaviour(Program program, Feeding feeding, long seed, LongSupplier epochMillis) {
        this.program = program;
        this.feeding = feeding;
        user = new UserState(program, seed, epochMillis);
        facts = new UserFacts(program.names(), user);
        walk = new Walk(program, user, facts);
        scenario = program.scenarios().getFirst();
    }

    @Override
    public void enter(int scenario, long userId) {
        this.scenario = program.scenarios().get(scenario);
        user.enter(userId);
        walk.enter(this.scenario);
        rowsAreFresh = false;
        failure = "";
    }

    @Override
    public boolean has(Part part) {
        return scenario.has(part);
    }

    @Override
    public Begun begin(Part part, long dueNanos) {
        PartProgram begun = scenario.part(part);
        boolean again =
                switch (part) {
                    case START -> true;
                    case ITERATION -> !rowsAreFresh;
                    case STOP -> false;
                };
        Begun ready = feeding.take(user, begun.feeders(), again);
        if (ready != Begun.READY) {
            return ready;
        }
        rowsAreFresh = part == Part.START;
        user.captured().keepForLife(part == Part.START);
        if (part == Part.ITERATION) {
            user.beginIteration();
        }
        walk.begin(begun.entry());
        return ready;
    }

    @Override
    public Next next(long dueNanos, Recorder recorder) {
        try {
            return walk.next(dueNanos, recorder);
        } catch (IllegalStateException e) {
            failure = String.valueOf(e.getMessage());
            walk.abandon(recorder);
            return Next.FAILED;
        }
    }

    @Override
    public Request request() {
        return walk.request();
    }

    @Override
    public List<Request> requests() {
        return walk.requests();
    }

    @Override
    public long wakeNanos() {
        return walk.wakeNanos();
    }

    @Override
    public String failure() {
        return failure;
    }

    @Override
    public void encode(Draft draft, ByteBuf out) {
        draft.request().encode(draft, out, user);
    }

    @Override
    public int redirect(Draft draft, int status, ByteBuf head) {
        Onward onward = draft.request().onward();
        if (!onward.followsRedirects() || !Onward.isRedirect(status)) {
            return NOT_ONE;
        }
        Cookies.keep(draft, head, user);
        return onward.follow(draft, status, Response.of(status, 0).readHead(head), user);
    }

    @Override
    public Verdict judge(Draft draft, int status, ByteBuf head, ByteBuf body, long responseNanos) {
        Cookies.keep(draft, head, user);
        Judge judge = draft.request().judge();
        Response response = Response.of(status, responseNanos);
        response.read(judge, head, body);
        return judge.judge(response, user, facts);
    }

    @Override
    public Verdict failed(Draft draft, ErrorClass.Kind kind) {
        return draft.request().judge().failed(kind, user);
    }

    @Override
    public boolean hasOnlyWaitsLeft() {
        return walk.hasOnlyWaitsLeft();
    }

    @Override
    public void abandon(Recorder recorder) {
        walk.abandon(recorder);
    }

    @Override
    public Map<String, SharedValue> variables() {
        var variables = new TreeMap<String, SharedValue>();
        for (String name : program.names().variables()) {
            int slot = program.names().slot(name);
            if (user.captured().has(slot)) {
                byte[] value = user.captured().copy(slot);
                variables.put(
                        name,
                        new SharedValue(
                                new String(value, UTF_8), user.captured().isJson(slot)));
            }
        }
        return variables;
    }
}
