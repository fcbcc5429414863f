package dev.loadstone.house;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks in a file for calls of sleeps and wall clocks, and for catch-alls. */
final class CallScanner extends TreeScanner<@Nullable Void, List<String>> {
    private static final Set<String> DATES = Set.of(
            "Instant",
            "LocalDate",
            "LocalTime",
            "LocalDateTime",
            "ZonedDateTime",
            "OffsetDateTime",
            "OffsetTime",
            "Year");
    private static final Set<String> WIDE = Set.of("Exception", "Throwable");

    private final SourceFile file;
    private final Set<String> catchers;
    private final Set<String> used;
    private final boolean product;

    CallScanner(SourceFile file, Set<String> catchers, Set<String> used, boolean product) {
        this.file = file;
        this.catchers = catchers;
        this.used = used;
        this.product = product;
    }

    void scan(List<String> violations) {
        scan(file.tree(), violations);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, List<String> violations) {
        if (call.getMethodSelect() instanceof MemberSelectTree select) {
            String owner = simple(select.getExpression());
            String method = select.getIdentifier().toString();
            boolean nanos = owner.equals("System") && method.equals("nanoTime");
            // A date's now(clock) is fine; its now() and now(zone) are not, and cannot be told apart here but by the
            // name.
            boolean bare = call.getArguments().isEmpty();
            judge(call, owner, method, nanos || bare && isWallClock(owner, method), violations);
        }
        return super.visitMethodInvocation(call, violations);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree reference, List<String> violations) {
        String owner = simple(reference.getQualifierExpression());
        String method = reference.getName().toString();
        judge(reference, owner, method, isWallClock(owner, method), violations);
        return super.visitMemberReference(reference, violations);
    }

    private void judge(Tree part, String owner, String method, boolean clock, List<String> violations) {
        if (method.equals("sleep") && (owner.equals("Thread") || owner.equals("TimeUnit"))) {
            violations.add(file.at(file.lineOf(part)) + ": sleeps; wait for a fact with a deadline");
        }
        if (product && clock && !file.isMain()) {
            violations.add(file.at(file.lineOf(part)) + ": reads a wall clock by " + owner + "." + method
                    + "; take it by constructor");
        }
    }

    private static boolean isWallClock(String owner, String method) {
        return owner.equals("System") && method.equals("currentTimeMillis")
                || DATES.contains(owner) && method.equals("now");
    }

    @Override
    public @Nullable Void visitCatch(CatchTree handler, List<String> violations) {
        Tree type = handler.getParameter().getType();
        List<? extends Tree> types = type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
        if (product && !file.isMain() && types.stream().map(CallScanner::simple).anyMatch(WIDE::contains)) {
            if (catchers.contains(file.name())) {
                used.add(file.name());
            } else {
                violations.add(file.at(file.lineOf(handler)) + ": catches everything; name what can happen");
            }
        }
        return super.visitCatch(handler, violations);
    }

    private static String simple(Tree name) {
        String text = name.toString();
        return text.substring(text.lastIndexOf('.') + 1);
    }
}
