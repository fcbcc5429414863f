package dev.loadstone.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Who may know whom: the runner and the operator meet in the protocol alone, and what computes has no client, file or clock. */
public final class ImportRules {
    private static final String OURS = "dev.loadstone.";
    private static final String[] KUBERNETES = {"io.fabric8..", "io.javaoperatorsdk.."};
    private static final String[] ENGINE = {"io.vertx..", "io.netty.."};
    private static final String[] PURE = {
        "dev.loadstone.protocol..",
        "dev.loadstone.api..",
        "dev.loadstone.operator.schedule..",
        "dev.loadstone.operator.plan..",
        "dev.loadstone.operator.policy..",
        "dev.loadstone.operator.workload..",
        "dev.loadstone.operator.measure..",
        "dev.loadstone.operator.report..",
        "dev.loadstone.operator.verdict..",
        "dev.loadstone.operator.status..",
        "dev.loadstone.runner.schedule..",
        "dev.loadstone.runner.scenario..",
    };

    private ImportRules() {}

    /** Checks the compiled classes of the module whose folder is the working directory. */
    public static void check() {
        JavaClasses classes = new ClassFileImporter().importPath(Path.of("target/classes"));
        assertThat(classes).as("classes of this module").isNotEmpty();
        rules().forEach(rule -> rule.allowEmptyShould(true).check(classes));
        assertThat(unmarked(classes)).as("packages without @NullMarked").isEmpty();
    }

    static List<ArchRule> rules() {
        return List.of(
                never("dev.loadstone.protocol..", KUBERNETES),
                never("dev.loadstone.protocol..", ENGINE),
                noClasses()
                        .that()
                        .resideInAPackage("dev.loadstone.protocol..")
                        .should()
                        .dependOnClassesThat(oursBut("dev.loadstone.protocol..")),
                noClasses()
                        .that()
                        .resideInAPackage("dev.loadstone.api..")
                        .should()
                        .dependOnClassesThat(oursBut("dev.loadstone.api..")),
                never("dev.loadstone.runner..", KUBERNETES),
                never("dev.loadstone.runner..", "dev.loadstone.api..", "dev.loadstone.operator.."),
                never("dev.loadstone.operator..", ENGINE),
                never("dev.loadstone.operator..", "dev.loadstone.runner.."),
                noClasses().that().resideInAnyPackage(PURE).should().dependOnClassesThat(outside()),
                noClasses().that().resideInAnyPackage(PURE).should().callMethodWhere(clock()));
    }

    private static ArchRule never(String from, String... to) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to);
    }

    private static DescribedPredicate<JavaClass> oursBut(String own) {
        return resideInAPackage("dev.loadstone..").and(DescribedPredicate.not(resideInAPackage(own)));
    }

    private static DescribedPredicate<JavaClass> outside() {
        return DescribedPredicate.describe("reach out of the process (a file, a client, a socket)", type -> {
            String name = type.getFullName();
            return Stream.of(
                                    "java.nio.file.",
                                    "java.nio.channels.",
                                    "java.net.http.",
                                    "java.io.File",
                                    "java.io.RandomAccessFile")
                            .anyMatch(name::startsWith)
                    || Stream.of("java.net.Socket", "java.net.ServerSocket").anyMatch(name::equals)
                    || name.endsWith(".KubernetesClient");
        });
    }

    private static DescribedPredicate<JavaCall<?>> clock() {
        Map<String, String> clocks =
                Map.of("java.time.Clock", "(system|tick).*", "java.lang.System", "nanoTime|currentTimeMillis");
        return DescribedPredicate.describe("the machine's clock is read", call -> {
            String owner = call.getTargetOwner().getFullName();
            boolean now = owner.startsWith("java.time.")
                    && call.getName().equals("now")
                    && call.getTarget().getRawParameterTypes().stream()
                            .noneMatch(type -> type.getFullName().equals("java.time.Clock"));
            return now || clocks.containsKey(owner) && call.getName().matches(clocks.get(owner));
        });
    }

    private static List<String> unmarked(JavaClasses classes) {
        return classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> each.getName().startsWith(OURS) && !each.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .sorted()
                .toList();
    }
}
