package dev.loadstone.cli.console;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Map;

/** Where lines go: a terminal, with colour and one line that moves, or something that only takes plain lines. */
public final class Screen {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintWriter out;
    private final boolean live;
    private boolean moving;

    Screen(PrintWriter out, boolean live) {
        this.out = out;
        this.live = live;
    }

    /** Live on a terminal, unless the user, NO_COLOR or CI says otherwise. */
    public static Screen of(PrintWriter out, boolean plain) {
        Console console = System.console();
        Map<String, String> environment = System.getenv();
        boolean terminal = console != null && console.isTerminal() && !"dumb".equals(environment.get("TERM"));
        return new Screen(
                out, terminal && !plain && !environment.containsKey("NO_COLOR") && !environment.containsKey("CI"));
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

    /** A line that the next one replaces; only where the screen is live. */
    public void moving(String text) {
        out.print(CLEAR_LINE + text);
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
        BOLD("\u001b[1m"),
        DIM("\u001b[2m");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }
}
