package dev.loadstone.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.PackageTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What no file may hold: sleeps, wall clocks outside of wiring, catch-alls, names that say nothing, promises to do it later, and
 * lines too long to be read. Exceptions are named with their reason; one that is no longer needed is a violation, too.
 */
public final class SourceRules {
    private static final int LINE = 140;
    private static final Pattern LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
    private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[._]");
    private static final Set<String> EMPTY_WORDS =
            Set.of("util", "utils", "common", "commons", "impl", "manager", "helper", "helpers", "service", "services");

    private final Map<String, String> catchers = new LinkedHashMap<>();
    private final Map<String, String> named = new LinkedHashMap<>();
    private final Set<String> used = new TreeSet<>();

    /** This file of src/main/java may catch everything, for this reason. */
    public SourceRules mayCatchAll(String file, String reason) {
        catchers.put(file, reason);
        return this;
    }

    /** This class may have a name that says nothing elsewhere, for this reason. */
    public SourceRules mayBeNamed(String file, String reason) {
        named.put(file, reason);
        return this;
    }

    /** Checks the module whose folder is the working directory. */
    public void check() {
        assertThat(violations(Path.of(""))).as("house rules").isEmpty();
    }

    List<String> violations(Path module) {
        var violations = new ArrayList<String>();
        for (SourceFile file : SourceFile.below(module.resolve("src/main/java"))) {
            names(file, violations);
            lines(file, violations);
            new CallScanner(file, catchers.keySet(), used, true).scan(violations);
        }
        for (SourceFile file : SourceFile.below(module.resolve("src/test/java"))) {
            names(file, violations);
            lines(file, violations);
            new CallScanner(file, catchers.keySet(), used, false).scan(violations);
        }
        Stream.concat(catchers.keySet().stream(), named.keySet().stream())
                .filter(file -> !used.contains(file))
                .forEach(file -> violations.add(file + ": has an exception to a rule, and does not need it"));
        return violations;
    }

    private void names(SourceFile file, List<String> violations) {
        PackageTree home = file.tree().getPackage();
        String name = (home == null ? "" : home.getPackageName() + ".") + file.name();
        for (String word : WORDS.split(name)) {
            if (EMPTY_WORDS.contains(word.toLowerCase(Locale.ROOT))) {
                if (named.containsKey(file.name())) {
                    used.add(file.name());
                } else {
                    violations.add(file.at(1) + ": \"" + word + "\" in a name says nothing");
                }
            }
        }
    }

    private static void lines(SourceFile file, List<String> violations) {
        for (int i = 0; i < file.lines().size(); i++) {
            String line = file.lines().get(i);
            if (line.length() > LINE && !line.startsWith("import ")) {
                violations.add(file.at(i + 1) + ": " + line.length() + " characters, at most " + LINE);
            }
            if (LATER.matcher(line).find()) {
                violations.add(file.at(i + 1) + ": do it now, or leave it out: " + line.strip());
            }
        }
    }
}
