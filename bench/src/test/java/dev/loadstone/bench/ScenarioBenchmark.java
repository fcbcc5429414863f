package dev.loadstone.bench;

import dev.loadstone.protocol.Timing;
import dev.loadstone.runner.scenario.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a user of plans/scenario-get.yaml does for each request beside the wire. */
@State(Scope.Thread)
public class ScenarioBenchmark {
    private final Persona user = Persona.atWork();
    private final ByteBuf out = Unpooled.directBuffer(1024);
    private final ByteBuf head = Persona.bytes("content-type: application/json\r\n");
    private final ByteBuf body = Persona.bytes("{\"id\":1,\"name\":\"Laptop 14\",\"category\":\"computers\","
            + "\"price\":1299.5,\"stock\":17,\"tags\":[\"new\",\"silver\"]}");
    private long nanos;

    @Setup
    public void check() {
        if (judge().error() != null) {
            throw new IllegalStateException("the response does not pass its checks: " + judge().error());
        }
    }

    /** Three templates in a request. */
    @Benchmark
    public ByteBuf template() {
        user.draft.take(user.draft.request());
        user.behaviour.encode(user.draft, out.clear());
        return out;
    }

    /** The check of a JSON path, the check of the status, and the capture of another path. */
    @Benchmark
    public Verdict judge() {
        return user.behaviour.judge(user.draft, 200, head.readerIndex(0), body.readerIndex(0), 1_000_000);
    }

    /** All that is recorded of one request. */
    @Benchmark
    public void record() {
        nanos = nanos * 5 + 1234 & 0xFFFFFF;
        user.record.offered();
        user.record.time(Timing.SCHEDULER_LAG, nanos >> 8);
        user.record.checks(3, 0);
        user.record.time(Timing.SERVICE_TIME, nanos);
        user.record.time(Timing.TIME_TO_FIRST_BYTE, nanos);
        user.record.completed();
        user.record.time(Timing.RESPONSE_TIME, nanos);
        user.record.time(Timing.CONNECTION_WAIT, 0);
        user.record.bytes(120, 260);
    }
}
