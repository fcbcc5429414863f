package dev.loadstone.runner.scenario;

import dev.loadstone.runner.scenario.Behaviour.Next;
import dev.loadstone.runner.scenario.template.Captured;
import dev.loadstone.runner.scenario.template.CompiledTemplate;
import dev.loadstone.runner.scenario.template.Scratch;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Sets a variable of the user. */
record SetVariable(int slot, CompiledTemplate value) implements Op {
    @Override
    public @Nullable Next perform(Walk walk) {
        ByteBuf out = Scratch.take();
        boolean json = value.append(out, walk.user());
        Captured captured = walk.user().captured();
        if (json) {
            captured.take(slot, out.array(), 0, out.writerIndex());
        } else {
            captured.takeAs(slot, out.array(), 0, out.writerIndex(), false);
        }
        return null;
    }
}
