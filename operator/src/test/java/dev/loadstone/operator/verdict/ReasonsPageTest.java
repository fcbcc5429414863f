package dev.loadstone.operator.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReasonsPageTest {
    private static final Path PAGE = Path.of("../docs/reasons.md");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Za-z]+)` \\| (.+\\.) \\| (.+[.?]) \\|");

    @Test
    void everyReasonHasItsRowAndNoOther() throws IOException {
        String reasons = Files.readString(PAGE).split("## Events")[0];
        List<String> told =
                ROW.matcher(reasons).results().map(row -> row.group(1)).toList();
        assertThat(told)
                .as("reasons in %s: each has its meaning and what to do, as sentences", PAGE)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::word).toList());
    }

    @Test
    void everyVerdictIsAnEventOfThePage() throws IOException {
        String events = Files.readString(PAGE).split("## Events")[1];
        assertThat(Outcome.values())
                .allSatisfy(outcome -> assertThat(events).containsIgnoringCase("`" + outcome.name() + "`"));
    }
}
