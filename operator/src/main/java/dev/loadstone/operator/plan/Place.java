package dev.loadstone.operator.plan;

import dev.loadstone.protocol.Template;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A place in a spec, where what is wrong is taken note of.
 *
 * @param problems of the whole spec; every place adds to the same list
 */
record Place(String path, List<Problem> problems) {
    Place field(String name) {
        return new Place(path + "." + name, problems);
    }

    Place element(int index) {
        return new Place(path + "[" + index + "]", problems);
    }

    void wrong(String message) {
        problems.add(new Problem(path, message));
    }

    /** Whether there is a value; a problem where there is none, as in a manifest that no API server has looked at. */
    boolean has(@Nullable Object value) {
        if (value == null) {
            wrong("is missing");
        }
        return value != null;
    }

    /**
     * What the parser makes of it. Where that is a problem the stand-in lets the search go on: no plan is made of it.
     */
    <T> T parsed(T standIn, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            wrong(String.valueOf(e.getMessage()));
            return standIn;
        }
    }

    /** Takes note of a template where only fixed text can stand, and would silently be sent as it is written. */
    void refuseTemplate(String text) {
        try {
            if (!Template.parse(text).expressions().isEmpty()) {
                wrong("templates are not filled in here: \"" + text + "\"");
            }
        } catch (IllegalArgumentException e) {
            // What does not parse as a template, such as $(document), can only be meant as text.
            return;
        }
    }
}
