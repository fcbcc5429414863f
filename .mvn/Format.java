import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Formats every Java file of the house in place; run by the build, so that nobody has to. With --check it only complains. */
class Format {
    public static void main(String[] arguments) throws IOException, FormatterException {
        boolean check = arguments.length > 1 && arguments[1].equals("--check");
        var formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
        int wrong = 0;
        for (String module : new String[] {"crds", "runner", "operator", "cli", "examples"}) {
            Path sources = Path.of(arguments[0], module);
            if (!Files.isDirectory(sources)) {
                continue;
            }
            try (var files = Files.walk(sources)) {
                for (Path file : files.filter(each -> each.toString().endsWith(".java") && !each.toString().contains("/target/")).toList()) {
                    String before = Files.readString(file);
                    String after = formatter.formatSource(ImportOrderer.reorderImports(
                            RemoveUnusedImports.removeUnusedImports(before), JavaFormatterOptions.Style.PALANTIR));
                    if (!after.equals(before)) {
                        wrong++;
                        System.out.println((check ? "not formatted: " : "formatted ") + file);
                        if (!check) {
                            Files.writeString(file, after);
                        }
                    }
                }
            }
        }
        System.exit(check && wrong > 0 ? 1 : 0);
    }
}
