package dev.loadstone.runner.scenario;

import static dev.loadstone.runner.scenario.Plans.bytes;
import static dev.loadstone.runner.scenario.Plans.check;
import static dev.loadstone.runner.scenario.Plans.compile;
import static dev.loadstone.runner.scenario.Plans.get;
import static dev.loadstone.runner.scenario.Plans.judged;
import static dev.loadstone.runner.scenario.Plans.status;
import static dev.loadstone.runner.scenario.Plans.step;
import static dev.loadstone.runner.scenario.Plans.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.Check;
import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.Expectation.Relation;
import dev.loadstone.protocol.JsonPath;
import dev.loadstone.protocol.ThinkStep;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int CALLS = 10_000;

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
        UserState user = user(program, 1);
        ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(4096);
        ByteBuf body = PooledByteBufAllocator.DEFAULT.directBuffer(4096).writeBytes(bytes(response));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long errors = run(program, user, out, body);

        long before = threads.getCurrentThreadAllocatedBytes();
        errors += run(program, user, out, body);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        out.release();
        body.release();
        assertThat(errors).isZero();
        // Reading the counter itself takes a little.
        assertThat(allocated).as("bytes in %d iterations", CALLS).isLessThan(CALLS);
    }

    private static long run(Program program, UserState user, ByteBuf out, ByteBuf body) {
        long errors = 0;
        ScenarioProgram scenario = program.scenarios().getFirst();
        for (int call = 0; call < CALLS; call++) {
            user.begin(call + 1);
            for (int i = 0; i < scenario.size(); i++) {
                switch (scenario.op(i)) {
                    case Request request -> {
                        out.clear();
                        request.encode(out, user);
                        errors += request.judge(200, body, user).error() == null ? 0 : 1;
                    }
                    case Think think -> errors += think.nanos(user) < 0 ? 1 : 0;
                }
            }
        }
        return errors;
    }
}
