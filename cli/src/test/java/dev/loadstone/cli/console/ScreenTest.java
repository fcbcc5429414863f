package dev.loadstone.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.cli.console.Screen.Ink;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {
    private static final String CLEAR = "\r\u001b[2K";

    private final StringWriter out = new StringWriter();

    private Screen screen(boolean terminal, Map<String, String> environment) {
        return Screen.of(new PrintWriter(out), terminal, environment);
    }

    @ParameterizedTest
    @CsvSource({"NO_COLOR,1,false", "CI,true,false", "TERM,dumb,false", "TERM,xterm,true", "NO_COLOR,'',true"})
    void isLiveOnATerminalUnlessSomebodySaysOtherwise(String name, String value, boolean live) {
        assertThat(screen(true, Map.of(name, value)).isLive()).isEqualTo(live);
        assertThat(screen(false, Map.of(name, value)).isLive()).isFalse();
    }

    @Test
    void aLineThatStaysTakesThePlaceOfTheOneThatMoves() {
        Screen screen = screen(true, Map.of());
        screen.moving("1 %");
        screen.moving("2 %");
        screen.line("done");
        screen.line("more");
        assertThat(out).hasToString(CLEAR + "1 %" + CLEAR + "2 %" + CLEAR + "done\nmore\n");
    }

    @Test
    void theLineThatMovesNeverWraps() {
        screen(true, Map.of("COLUMNS", "20")).moving("x".repeat(19) + "yz");
        assertThat(out).hasToString(CLEAR + "x".repeat(19));
    }

    @Test
    void withoutAKnownWidthItIsAHundred() {
        screen(true, Map.of("COLUMNS", "wide")).moving("x".repeat(200));
        assertThat(out).hasToString(CLEAR + "x".repeat(99));
    }

    @Test
    void paintsOnlyWhereItIsLive() {
        assertThat(screen(true, Map.of()).paint(Ink.RED, "bad")).isEqualTo("\u001b[31mbad\u001b[0m");
        assertThat(screen(false, Map.of()).paint(Ink.RED, "bad")).isEqualTo("bad");
    }
}
