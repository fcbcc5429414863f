package dev.loadstone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Slice;
import dev.loadstone.runner.record.FailureWords;
import dev.loadstone.runner.record.LoopRecord;
import dev.loadstone.runner.record.RequestRecord;
import dev.loadstone.runner.scenario.Behaviour;
import dev.loadstone.runner.scenario.Draft;
import dev.loadstone.runner.scenario.Feeding;
import dev.loadstone.runner.scenario.Materials;
import dev.loadstone.runner.scenario.Program;
import dev.loadstone.runner.scenario.ScenarioBehaviour;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** A user in the middle of plans/scenario-get.yaml, without an engine, and what its requests are recorded in. */
final class Persona {
    private static final long EPOCH_MILLIS = 1_700_000_000_000L;

    final Behaviour behaviour;
    final Draft draft = new Draft();
    final RequestRecord record;

    private Persona(RunPlan plan) {
        var program = Program.compile(plan, new Materials(Map.of(), file -> new byte[0]));
        behaviour = new ScenarioBehaviour(program, new Feeding(program, Slice.WHOLE), 1, () -> EPOCH_MILLIS);
        behaviour.enter(0, 1);
        behaviour.begin(Behaviour.Part.ITERATION, 0);
        var request = program.requests().getFirst();
        draft.take(request);
        record = new LoopRecord(plan.phases(), program, new FailureWords(1, 1)).request(0, request);
    }

    static Persona atWork() {
        var manifest = Path.of(System.getProperty("bench.plans", "plans"), "scenario-get.yaml");
        try {
            return new Persona(PlanFile.read(manifest, "http://127.0.0.1:8080"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ByteBuf bytes(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return Unpooled.directBuffer(bytes.length).writeBytes(bytes);
    }
}
