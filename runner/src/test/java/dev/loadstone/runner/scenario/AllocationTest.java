package dev.loadstone.runner.scenario;

import static dev.loadstone.runner.scenario.Plans.bytes;
import static dev.loadstone.runner.scenario.Plans.check;
import static dev.loadstone.runner.scenario.Plans.compile;
import static dev.loadstone.runner.scenario.Plans.get;
import static dev.loadstone.runner.scenario.Plans.judged;
import static dev.loadstone.runner.scenario.Plans.status;
import static dev.loadstone.runner.scenario.Plans.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.Check;
import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.Expectation.Relation;
import dev.loadstone.protocol.JsonPath;
import dev.loadstone.protocol.Slice;
import dev.loadstone.protocol.ThinkStep;
import dev.loadstone.runner.scenario.Behaviour.Next;
import dev.loadstone.runner.scenario.Behaviour.Part;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int CALLS = 10_000;
    private static final Recorder NOBODY = new Recorder() {
        @Override
        public void group(int group, long nanos) {}

        @Override
        public void groupFailed(int group) {}

        @Override
        public void metric(int metric, long thousandths, boolean truth) {}
    };

    @Test
    void aStaticGetAllocatesNothing() {
        Program program = compile(List.of(), get("/products"));

        assertAllocatesNothing(program, "{}");
    }

    @Test
    void templatesChecksAndCapturesAllocateNothingEither() {
        var json = new Expectation.Json(JsonPath.parse("$.items[*].id"), Relation.GREATER_THAN, "1");
        var equal = new Expectation.Json(JsonPath.parse("$.name"), Relation.EQUALS, "shop");
        List<Check> checks =
                List.of(status("200", true), check(json), check(equal), check(new Expectation.BodyContains("shop")));
        Program program = compile(
                List.of(Plans.several("terms", "a b", "c")),
                judged(checks, new Capture("id", JsonPath.parse("$.items[0].id"), "0")),
                new ThinkStep(1, 5),
                step(
                        "POST",
                        "/$(vars.id)?q=$(fn.pick(vars.terms)|urlEncode)",
                        "{\"u\":$(user.id),\"id\":$(vars.id|json),\"x\":\"$(fn.uuid())\",\"s\":$(fn.randomString(8)|json)}"));

        assertAllocatesNothing(program, "{\"name\":\"shop\",\"items\":[{\"id\":17}]}");
    }

    private static void assertAllocatesNothing(Program program, String response) {
        var behaviour = new ScenarioBehaviour(program, new Feeding(program, Slice.WHOLE), 7, () -> 0);
        ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(4096);
        ByteBuf body = PooledByteBufAllocator.DEFAULT.directBuffer(4096).writeBytes(bytes(response));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long errors = run(behaviour, out, body);

        long before = threads.getCurrentThreadAllocatedBytes();
        errors += run(behaviour, out, body);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        out.release();
        body.release();
        assertThat(errors).isZero();
        // Reading the counter itself takes a little.
        assertThat(allocated).as("bytes in %d iterations", CALLS).isLessThan(CALLS);
    }

    private static long run(ScenarioBehaviour behaviour, ByteBuf out, ByteBuf body) {
        long errors = 0;
        var draft = new Draft();
        for (int call = 0; call < CALLS; call++) {
            behaviour.enter(0, call + 1);
            behaviour.begin(Part.ITERATION, 0);
            Next next = behaviour.next(0, NOBODY);
            for (; next != Next.DONE; next = behaviour.next(0, NOBODY)) {
                if (next == Next.REQUEST) {
                    out.clear();
                    draft.take(behaviour.request());
                    behaviour.encode(draft, out);
                    Verdict verdict = behaviour.judge(draft, 200, Unpooled.EMPTY_BUFFER, body, 1);
                    errors += verdict.error() == null ? 0 : 1;
                } else {
                    errors += next == Next.WAIT ? 0 : 1;
                }
            }
        }
        return errors;
    }
}
