package dev.loadstone.operator.workload;

import dev.loadstone.protocol.RunId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What marks an object as part of a run. */
public final class Labels {
    /** Selects everything that the operator made. */
    public static final String SELECTOR = "app.kubernetes.io/managed-by=loadstone";

    /** The test's name: as a label where it can be one, and always as an annotation. */
    public static final String TEST = "loadstone.dev/test";

    public static final String TEST_UID = "loadstone.dev/test-uid";
    public static final String RUN = "loadstone.dev/run";

    /** What the spec calls the part of the load that a runner is of. */
    static final String PART = "loadstone.dev/part";

    /** Index of the first runner of a part that is not the first; the others count from it. */
    static final String FIRST = "loadstone.dev/first-runner";

    /** Set by the Job controller on each pod: its number within its Job. */
    private static final String INDEX = "batch.kubernetes.io/job-completion-index";

    private static final Pattern OURS = Pattern.compile(
            "loadstone\\.dev/.*|batch\\.kubernetes\\.io/.*|app\\.kubernetes\\.io/(name|managed-by|instance)|job-name|controller-uid"
                    // What these let out of a profile would no longer be restricted.
                    + "|container\\.apparmor\\.security\\.beta\\.kubernetes\\.io/.*"
                    + "|(container\\.)?seccomp\\.security\\.alpha\\.kubernetes\\.io/.*");

    private Labels() {}

    static Map<String, String> of(String test, RunId run) {
        var labels = new TreeMap<String, String>();
        labels.put("app.kubernetes.io/name", "loadstone-runner");
        labels.put("app.kubernetes.io/managed-by", "loadstone");
        labels.put("app.kubernetes.io/instance", Names.job(test, run));
        labels.put(TEST_UID, run.test());
        labels.put(RUN, Integer.toString(run.number()));
        if (test.length() <= 63) {
            labels.put(TEST, test);
        }
        return labels;
    }

    /** The same, for the runners of a part. */
    static Map<String, String> of(String test, RunId run, Part part) {
        Map<String, String> labels = of(test, run);
        if (!part.isWhole()) {
            labels.put(PART, part.name());
            labels.put(FIRST, Integer.toString(part.first()));
        }
        return labels;
    }

    /** Whether it is for us, or for Kubernetes, to set this label or annotation of a runner. */
    static boolean isReserved(String key) {
        return OURS.matcher(key).matches();
    }

    static Map<String, String> annotations(String test) {
        return Map.of(TEST, test);
    }

    /** Whether the object is part of this run. */
    public static boolean areOf(HasMetadata object, RunId run) {
        return run.test().equals(label(object, TEST_UID))
                && Integer.toString(run.number()).equals(label(object, RUN));
    }

    /** The run that the object is part of. */
    public static Optional<RunId> run(HasMetadata object) {
        String uid = label(object, TEST_UID);
        String run = label(object, RUN);
        return uid == null || !uid.matches(RunId.TEST) || run == null || !run.matches("[1-9][0-9]{0,8}")
                ? Optional.empty()
                : Optional.of(new RunId(uid, Integer.parseInt(run)));
    }

    /** The name of the test that the object is part of. */
    public static Optional<String> test(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? Optional.empty() : Optional.ofNullable(annotations.get(TEST));
    }

    /** The index of a runner's pod among all of its run; -1 where it has none. */
    public static int index(HasMetadata pod) {
        int index = number(label(pod, INDEX));
        int first = first(pod);
        return index < 0 || first < 0 ? -1 : first + index;
    }

    /** Index of the first runner of the part that the object is of; -1 where it can be none. */
    static int first(HasMetadata object) {
        String first = label(object, FIRST);
        return first == null ? 0 : number(first);
    }

    private static int number(@Nullable String text) {
        return text == null || !text.matches("[0-9]{1,6}") ? -1 : Integer.parseInt(text);
    }

    private static @Nullable String label(HasMetadata object, String key) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? null : labels.get(key);
    }
}
