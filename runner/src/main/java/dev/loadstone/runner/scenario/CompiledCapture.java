package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.Capture.Selection;
import dev.loadstone.runner.scenario.encoding.JsonEscaping;
import dev.loadstone.runner.scenario.json.JsonMatches;
import dev.loadstone.runner.scenario.json.JsonQuery;
import dev.loadstone.runner.scenario.json.JsonScanner;
import dev.loadstone.runner.scenario.response.Found;
import dev.loadstone.runner.scenario.response.Response;
import dev.loadstone.runner.scenario.template.Variables;
import dev.loadstone.runner.schedule.SplitMix;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a value of a response into a slot of the user. */
record CompiledCapture(int slot, Found found, Selection select, byte @Nullable [] fallback, boolean required) {
    private static final int NONE = -1;

    static CompiledCapture of(Capture capture, Variables variables) {
        String fallback = capture.fallback();
        return new CompiledCapture(
                variables.slot(capture.variable()),
                Found.of(capture.source()),
                capture.select(),
                fallback == null ? null : fallback.getBytes(UTF_8),
                capture.required());
    }

    /** Whether the user has what it needs to go on. */
    boolean take(Response response, UserState user) {
        if (found(response, user)) {
            return true;
        }
        if (fallback != null) {
            // In place of all values stands a list of none, not a text with brackets.
            boolean json = select instanceof Capture.All && fallback.length > 0 && fallback[0] == '[';
            user.captured().takeAs(slot, fallback, 0, fallback.length, json);
            return true;
        }
        // What an earlier response brought is not what this one was asked for.
        user.captured().forget(slot);
        return !required;
    }

    private boolean found(Response response, UserState user) {
        return switch (found) {
            case Found.InJson(JsonQuery query) -> fromJson(response, query, user);
            case Found.StatusCode status -> number(response.status(), user);
            case Found.InText text -> fromTexts(text.of(response), user);
        };
    }

    private boolean number(int number, UserState user) {
        byte[] digits = Integer.toString(number).getBytes(UTF_8);
        user.captured().takeAs(slot, digits, 0, digits.length, true);
        return true;
    }

    private boolean fromJson(Response response, JsonQuery query, UserState user) {
        byte[] json = response.body().bytes();
        if (select instanceof Capture.First) {
            if (!response.has(query)) {
                return false;
            }
            JsonScanner scanner = response.scanner();
            user.captured().take(slot, json, scanner.start(), scanner.end());
            return true;
        }
        JsonMatches matches = response.all(query);
        if (matches.size() > 0 && select instanceof Capture.All) {
            array(json, matches, user);
            return true;
        }
        int chosen = choose(matches.size(), user.random());
        if (chosen != NONE) {
            user.captured().take(slot, json, matches.start(chosen), matches.end(chosen));
        }
        return chosen != NONE;
    }

    private boolean fromTexts(List<String> texts, UserState user) {
        if (!texts.isEmpty() && select instanceof Capture.All) {
            byte[] array = JsonEscaping.array(texts);
            user.captured().takeAs(slot, array, 0, array.length, true);
            return true;
        }
        int chosen = choose(texts.size(), user.random());
        if (chosen != NONE) {
            user.captured().take(slot, texts.get(chosen).getBytes(UTF_8));
        }
        return chosen != NONE;
    }

    private void array(byte[] json, JsonMatches matches, UserState user) {
        var array = new ByteArrayOutputStream();
        for (int i = 0; i < matches.size(); i++) {
            array.write(i == 0 ? '[' : ',');
            array.write(json, matches.start(i), matches.end(i) - matches.start(i));
        }
        array.write(']');
        user.captured().takeAs(slot, array.toByteArray(), 0, array.size(), true);
    }

    /** One of so many, but where all are wanted. */
    private int choose(int size, SplitMix random) {
        int chosen =
                switch (select) {
                    case Capture.First first -> 0;
                    case Capture.Last last -> size - 1;
                    case Capture.Any any -> (int) random.nextBelow(size);
                    case Capture.At(int index) -> index;
                    case Capture.All all -> NONE;
                };
        return chosen < size ? chosen : NONE;
    }
}
