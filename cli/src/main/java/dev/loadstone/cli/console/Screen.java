package dev.loadstone.cli.console;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Map;

/** Where lines go: a terminal, with colour and one line that moves, or something that only takes plain lines. */
public final class Screen {
    private static final int COLUMNS = 100;
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintWriter out;
    private final boolean live;
    private final int columns;
    private boolean moving;

    Screen(PrintWriter out, boolean live, int columns) {
        this.out = out;
        this.live = live;
        this.columns = columns;
    }

    /** Live on a terminal, unless the user, NO_COLOR or CI says otherwise. */
    public static Screen of(PrintWriter out, boolean plain) {
        Console console = System.console();
        return of(out, console != null && console.isTerminal() && !plain, System.getenv());
    }

    static Screen of(PrintWriter out, boolean terminal, Map<String, String> environment) {
        boolean live = terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && environment.getOrDefault("CI", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        return new Screen(out, live, columns(environment.getOrDefault("COLUMNS", "")));
    }

    private static int columns(String text) {
        return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : COLUMNS;
    }

    /** Whether a line may move. */
    public boolean isLive() {
        return live;
    }

    /** A line that stays. */
    public void line(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    /** A line that the next one replaces; only where the screen is live. Cut, as one that wraps could not be replaced. */
    public void moving(String text) {
        out.print(CLEAR_LINE + (text.length() < columns ? text : text.substring(0, columns - 1)));
        out.flush();
        moving = true;
    }

    /** Takes away the line that moves. */
    public void clear() {
        if (moving) {
            out.print(CLEAR_LINE);
            out.flush();
            moving = false;
        }
    }

    String paint(Ink ink, String text) {
        return live ? ink.code + text + "\u001b[0m" : text;
    }

    /** The few colours that there are. */
    enum Ink {
        GREEN("\u001b[32m"),
        RED("\u001b[31m"),
        YELLOW("\u001b[33m"),
        DIM("\u001b[2m");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }
}
