package dev.loadstone.runner.scenario.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.SharedValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the setup made for everybody, by slot. Written once, before any user begins. */
public final class SharedValues {
    private final Value[] values;
    private final Map<String, Integer> slots;

    SharedValues(Map<String, Integer> slots) {
        this.slots = Map.copyOf(slots);
        values = new Value[slots.size()];
    }

    /** A name that nothing in the plan uses is passed over. */
    public void share(Map<String, SharedValue> made) {
        made.forEach((name, value) -> {
            Integer slot = slots.get(name);
            if (slot != null) {
                values[slot] = Value.of(value.text(), value.json());
            }
        });
    }

    @Nullable
    Value at(int slot) {
        return values[slot];
    }

    /**
     * A value that does not change.
     *
     * @param json whether it is JSON by itself, and not a text
     */
    public record Value(byte[] bytes, boolean json) {
        static Value of(String text, boolean json) {
            return new Value(text.getBytes(UTF_8), json);
        }
    }
}
