package dev.loadstone.protocol;

import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** How far the source of a template is read, and what to say where it can't go on. */
final class TemplateCursor {
    private final String source;
    private int at;

    TemplateCursor(String source) {
        this.source = source;
    }

    boolean atEnd() {
        return at >= source.length();
    }

    /** The character that is next; 0 at the end. */
    char peek() {
        return atEnd() ? 0 : source.charAt(at);
    }

    /** The character that was next. */
    char take() {
        return source.charAt(at++);
    }

    /** Takes the character if it is next. */
    boolean take(char wanted) {
        boolean found = !atEnd() && source.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    /** Takes all characters from here on that pass. */
    String takeWhile(IntPredicate wanted) {
        int start = at;
        while (at < source.length() && wanted.test(source.charAt(at))) {
            at++;
        }
        return source.substring(start, at);
    }

    String word() {
        return takeWhile(Expression::isNameCharacter);
    }

    void spaces() {
        takeWhile(c -> c == ' ');
    }

    int position() {
        return at;
    }

    /** The source from there on, not more than so many characters of it. */
    String from(int start, int most) {
        return source.substring(start, Math.min(source.length(), start + most));
    }

    /** What a record refuses, with the place. */
    <T> T placed(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + " (at character " + (at + 1) + " of \"" + source + "\")");
    }
}
