package dev.loadstone.cli;

import dev.loadstone.operator.plan.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** How problems of a file are shown: a count, then one line each. */
final class Problems {
    private Problems() {}

    static void print(PrintWriter out, Path file, List<Problem> problems) {
        out.println(file + ": " + problems.size() + (problems.size() == 1 ? " error" : " errors"));
        problems.forEach(problem -> out.println("  " + problem));
    }
}
