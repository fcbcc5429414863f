package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.operator.observe.AuditEntry;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** One thing to do to the world. Each may be done twice, and the operator may be killed between any two of them. */
public sealed interface Deed {
    /**
     * Make this object; one of its name that is there already stays as it is.
     *
     * @param needed without it the deeds that follow must not be done
     */
    record Create(HasMetadata object, boolean needed) implements Deed {}

    /** Delete an object of the test's namespace, if it is there. */
    record Delete(Class<? extends HasMetadata> kind, String name) implements Deed {}

    record WriteStatus(LoadTestStatus status) implements Deed {}

    /** Take the reports of this run. */
    record Open(RunPlan plan) implements Deed {}

    /**
     * Say this to the runners from now on.
     *
     * @param errands what runners of these indexes are told in place of it
     */
    record Tell(RunId run, Answer.Command command, Map<Integer, Answer.Command> errands) implements Deed {
        public Tell {
            errands = Map.copyOf(errands);
        }

        /** The same to all. */
        Tell(RunId run, Answer.Command command) {
            this(run, command, Map.of());
        }
    }

    /** The result is written: release the runners. */
    record Close(RunId run) implements Deed {}

    /** Have this in the audit log. */
    record Record(AuditEntry entry) implements Deed {}

    /** @param key the same for what is to be said once only */
    record Emit(String type, String reason, String note, String key) implements Deed {}
}
