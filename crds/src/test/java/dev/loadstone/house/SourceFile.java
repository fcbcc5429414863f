package dev.loadstone.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A Java file with its lines and its syntax tree, as the JDK's own compiler reads it. */
record SourceFile(Path path, List<String> lines, CompilationUnitTree tree, SourcePositions positions) {
    /** All below this folder, but package-info files; none where there is no folder. */
    static List<SourceFile> below(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> paths = files.filter(path -> path.toString().endsWith(".java")
                            && !path.endsWith("package-info.java")
                            && !path.endsWith("module-info.java"))
                    .sorted()
                    .toList();
            return paths.isEmpty() ? List.of() : parse(paths);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<SourceFile> parse(List<Path> paths) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(paths));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            var files = new ArrayList<SourceFile>();
            for (CompilationUnitTree tree : task.parse()) {
                Path path = Path.of(tree.getSourceFile().toUri());
                files.add(new SourceFile(path, Files.readAllLines(path), tree, positions));
            }
            return files;
        }
    }

    /** The name of the class that the file is named after. */
    String name() {
        return path.getFileName().toString().replace(".java", "");
    }

    /** Whether it is wiring: the edge of a process, where clocks are read and everything is caught. */
    boolean isMain() {
        return name().endsWith("Main");
    }

    long lineOf(Tree part) {
        return tree.getLineMap().getLineNumber(positions.getStartPosition(tree, part));
    }

    long linesOf(Tree part) {
        return tree.getLineMap().getLineNumber(positions.getEndPosition(tree, part)) - lineOf(part) + 1;
    }

    String at(long line) {
        Path root = Path.of("").toAbsolutePath();
        return (path.startsWith(root) ? root.relativize(path) : path) + ":" + line;
    }
}
