import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Formats every Java file of the house in place; run by the build, so that nobody has to. With --check it only complains. It
 * keeps the digests of the texts that this formatter left as they were, because finding them again takes most of its time.
 */
class Format {
    public static void main(String[] arguments) throws IOException, FormatterException, NoSuchAlgorithmException {
        boolean check = arguments.length > 1 && arguments[1].equals("--check");
        Path root = Path.of(arguments[0]);
        Path memory = root.resolve("target/formatted." + itself(root));
        Set<String> known = Files.exists(memory) && !check ? new HashSet<>(Files.readAllLines(memory)) : Set.of();
        Set<String> formatted = new TreeSet<>();
        int wrong = 0;
        for (Path file : files(root)) {
            String before = Files.readString(file);
            String digest = digest(before);
            String after = known.contains(digest) ? before : Layout.of(before);
            if (!after.equals(before)) {
                wrong++;
                System.out.println((check ? "not formatted: " : "formatted ") + file);
                if (!check) {
                    Files.writeString(file, after);
                }
            } else {
                formatted.add(digest);
            }
        }
        if (!check && !formatted.equals(known)) {
            Files.createDirectories(memory.getParent());
            Files.write(memory, formatted);
        }
        System.exit(check && wrong > 0 ? 1 : 0);
    }

    private static List<Path> files(Path root) throws IOException {
        var files = new TreeSet<Path>();
        for (String module : new String[] {"crds", "runner", "operator", "cli", "examples"}) {
            Path sources = root.resolve(module);
            if (Files.isDirectory(sources)) {
                try (var all = Files.walk(sources)) {
                    all.filter(each -> each.toString().endsWith(".java") && !each.toString().contains("/target/")).forEach(files::add);
                }
            }
        }
        return List.copyOf(files);
    }

    /** Which formatter this is: these lines, its libraries by name, which has their version, and the JDK that parses. */
    private static String itself(Path root) throws IOException, NoSuchAlgorithmException {
        var libraries = new TreeSet<String>();
        Arrays.stream(System.getProperty("java.class.path").split(":")).forEach(each -> libraries.add(Path.of(each).getFileName().toString()));
        return digest(Files.readString(root.resolve(".mvn/Format.java")) + libraries + Runtime.version()).substring(0, 16);
    }

    private static String digest(String text) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Apart, so that the formatter is loaded only where there is something to format. */
    private static class Layout {
        private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());

        static String of(String text) throws FormatterException {
            return FORMATTER.formatSource(ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(text), JavaFormatterOptions.Style.PALANTIR));
        }
    }
}
