package dev.loadstone.runner.scenario.template;

import dev.loadstone.runner.scenario.template.SharedValues.Value;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A variable by its name: what the user captured or set; before that what the setup made, and before that what the plan says.
 *
 * @param plan null where the plan has no variable of that name; a list is a JSON array
 */
public record Named(
        String name,
        int slot,
        SharedValues shared,
        @Nullable Value plan) {
    /** Appends the value, and tells whether it is JSON by itself and not a text. */
    boolean append(ByteBuf out, TemplateUser user) {
        Captured captured = user.captured();
        if (captured.has(slot)) {
            captured.append(slot, out);
            return captured.isJson(slot);
        }
        Value before = before();
        if (before == null) {
            throw new IllegalStateException("vars." + name + " is used before anything in this iteration set it");
        }
        out.writeBytes(before.bytes());
        return before.json();
    }

    public boolean isSet(TemplateUser user) {
        return user.captured().has(slot) || before() != null;
    }

    /** The value as it is now; null where there is none. */
    @Nullable
    public Value value(TemplateUser user) {
        Captured captured = user.captured();
        return captured.has(slot) ? new Value(captured.copy(slot), captured.isJson(slot)) : before();
    }

    private @Nullable Value before() {
        Value made = shared.at(slot);
        return made == null ? plan : made;
    }

    /** The value, which must be a list. */
    public Value list(TemplateUser user) {
        Value value = value(user);
        if (value == null) {
            throw new IllegalStateException("vars." + name + " is used before anything in this iteration set it");
        }
        if (!value.json() || value.bytes().length == 0 || value.bytes()[0] != '[') {
            throw new IllegalStateException("vars." + name + " is not a list");
        }
        return value;
    }
}
