package dev.loadstone.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChartReadmeTest {
    private static final Path README = Helm.CHART.resolve("README.md");
    private static final String BEGIN = "<!-- values: ChartReadmeTest keeps them current (-Dgolden.update=true writes them) -->\n";
    private static final String END = "<!-- end of values -->\n";

    @Test
    void theTableHasEveryValueWithItsDefault() throws IOException {
        String text = Files.readString(README);
        String rendered = text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
                + ValuesTable.of(Helm.CHART).markdown()
                + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(README, rendered);
        }
        assertThat(Files.readString(README))
                .as("%s differs: if it is meant so, run the tests with -Dgolden.update=true", README)
                .isEqualTo(rendered);
    }

    @Test
    void everyValueIsExplained() throws IOException {
        assertThat(ValuesTable.of(Helm.CHART).rows())
                .hasSizeGreaterThan(40)
                .allSatisfy(row -> assertThat(row.description()).as(row.key()).isNotBlank());
    }
}
