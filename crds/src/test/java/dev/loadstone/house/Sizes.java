package dev.loadstone.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files and methods stay small enough to be read in one go. */
public final class Sizes {
    private static final int MEDIAN = 60;
    private static final int P90 = 150;
    private static final int LARGEST = 300;
    private static final int METHOD = 40;

    private Sizes() {}

    /** Checks src/main/java of the module whose folder is the working directory. */
    public static void check() {
        assertThat(violations(Path.of("src/main/java"))).as("sizes").isEmpty();
    }

    /** Checks how the sizes of all main files of the house are spread; the modules' folders are those below the one above. */
    public static void checkSpread(String... modules) {
        assertThat(spread(Arrays.stream(modules)
                        .map(module -> Path.of("..", module, "src/main/java"))
                        .flatMap(folder -> SourceFile.below(folder).stream())
                        .toList()))
                .as("sizes over the house")
                .isEmpty();
    }

    static List<String> spread(List<SourceFile> files) {
        var violations = new ArrayList<String>();
        int[] sizes = files.stream().mapToInt(file -> file.lines().size()).sorted().toArray();
        bar("median of " + sizes.length + " files", sizes[(sizes.length - 1) / 2], MEDIAN, violations);
        bar("p90 of " + sizes.length + " files", sizes[(sizes.length * 9 + 9) / 10 - 1], P90, violations);
        return violations;
    }

    static List<String> violations(Path folder) {
        List<SourceFile> files = SourceFile.below(folder);
        var violations = new ArrayList<String>();
        for (SourceFile file : files) {
            bar(file.at(1), file.lines().size(), LARGEST, violations);
            methods(file, violations);
        }
        return violations;
    }

    private static void methods(SourceFile file, List<String> violations) {
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
                String what = file.at(file.lineOf(method)) + " " + method.getName() + "()";
                bar(what, file.linesOf(method), METHOD, violations);
                return super.visitMethod(method, nothing);
            }
        }.scan(file.tree(), null);
    }

    private static void bar(String what, long lines, int most, List<String> violations) {
        if (lines > most) {
            violations.add(what + ": " + lines + " lines, at most " + most);
        }
    }
}
