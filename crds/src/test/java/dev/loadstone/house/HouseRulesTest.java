package dev.loadstone.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules bite: a file that breaks each of them is told, with its place. */
class HouseRulesTest {
    @TempDir
    private Path module;

    @BeforeEach
    void badFiles() throws IOException {
        Path main = Files.createDirectories(module.resolve("src/main/java/x/common"));
        String body = """
                package x.common;
                class OrderManager {
                    void nap() throws Exception { Thread.sleep(1); }
                    long when() { return System.nanoTime() + java.time.Instant.now().toEpochMilli(); }
                    java.util.function.LongSupplier fine = System::nanoTime;
                    java.util.function.LongSupplier wall = System::currentTimeMillis;
                    java.time.Instant fineToo(java.time.Clock clock) { return java.time.Instant.now(clock); }
                    void all() { try { nap(); } catch (RuntimeException e) { } catch (final Throwable e) { } }
                    void long_() {
                %s    } // %s
                }
                """.formatted("        nap();\n".repeat(400), "TO" + "DO " + "x".repeat(150));
        Files.writeString(main.resolve("OrderManager.java"), body);
        Files.writeString(main.resolve("OrderMain.java"), body.replace("OrderManager", "OrderMain"));
    }

    @Test
    void everyBreachIsToldWithItsPlace() {
        assertThat(new SourceRules().mayCatchAll("Nobody", "x").violations(module))
                .map(each -> each.replaceAll("^\\S*/", ""))
                .filteredOn(each -> !each.startsWith("OrderMain."))
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each).isEqualTo("OrderManager.java:1: \"common\" in a name says nothing"),
                        each -> assertThat(each).isEqualTo("OrderManager.java:1: \"Manager\" in a name says nothing"),
                        each -> assertThat(each).startsWith("OrderManager.java:3: sleeps"),
                        each -> assertThat(each)
                                .startsWith("OrderManager.java:4: reads a wall clock by System.nanoTime"),
                        each -> assertThat(each).startsWith("OrderManager.java:4: reads a wall clock by Instant.now"),
                        each -> assertThat(each).startsWith("OrderManager.java:6: reads a wall clock"),
                        each -> assertThat(each).startsWith("OrderManager.java:8: catches everything"),
                        each -> assertThat(each).matches("OrderManager.java:410: 1\\d\\d characters, at most 140"),
                        each -> assertThat(each).startsWith("OrderManager.java:410: do it now"),
                        each -> assertThat(each).startsWith("Nobody: has an exception to a rule"));
    }

    @Test
    void wiringReadsClocksAndCatchesAllButDoesNotSleep() {
        assertThat(new SourceRules().violations(module))
                .filteredOn(each -> each.contains("OrderMain.java") && !each.contains(":410:"))
                .map(each -> each.replaceAll("^\\S*/", ""))
                .containsExactly(
                        "OrderMain.java:1: \"common\" in a name says nothing",
                        "OrderMain.java:3: sleeps; wait for a fact with a deadline");
    }

    @Test
    void sizesAreToldWithFigureAndBar() {
        assertThat(Sizes.spread(SourceFile.below(module.resolve("src/main/java"))))
                .contains("median of 2 files: 411 lines, at most 60", "p90 of 2 files: 411 lines, at most 150");
        assertThat(Sizes.violations(module.resolve("src/main/java")))
                .anyMatch(each -> each.endsWith("OrderManager.java:1: 411 lines, at most 300"))
                .anyMatch(each -> each.endsWith("OrderManager.java:9 long_(): 402 lines, at most 40"));
    }

    @Test
    void aWordIsAWholeWord() throws IOException {
        Path main = Files.createDirectories(module.resolve("src/test/java/x"));
        Files.writeString(main.resolve("SimpleCommonality.java"), "package x; class SimpleCommonality {}\n");
        Files.writeString(main.resolve("JobServices.java"), "package x; class JobServices {}\n");

        assertThat(new SourceRules().violations(module))
                .noneMatch(each -> each.contains("SimpleCommonality"))
                .anyMatch(each -> each.contains("JobServices") && each.contains("\"Services\""));
        assertThat(new SourceRules().mayBeNamed("JobServices", "x").violations(module))
                .noneMatch(each -> each.contains("JobServices"));
    }
}
