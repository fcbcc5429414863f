package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.ErrorClass.Kind;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is to be said of one request that ended. */
public final class Verdict {
    /** How the user goes on; a later one is stricter. */
    public enum Then {
        CONTINUE,
        END_ITERATION,
        END_USER
    }

    private static final ErrorClass[] UNEXPECTED_STATUS = IntStream.range(0, 1000)
            .mapToObj(status -> status < 100 ? ErrorClass.of(Kind.PROTOCOL) : ErrorClass.ofStatus(status))
            .toArray(ErrorClass[]::new);

    private @Nullable ErrorClass error;
    private long passed;
    private long failed;
    private Then then = Then.CONTINUE;

    Verdict() {}

    /** Why the request failed: its status if that is wrong, else a check, else a capture; null where it succeeded. */
    public @Nullable ErrorClass error() {
        return error;
    }

    /** A bit for each check that held, in the order of {@link Request#checkNames}. */
    public long passed() {
        return passed;
    }

    /** A bit for each check that did not hold. */
    public long failed() {
        return failed;
    }

    public Then then() {
        return then;
    }

    void clear() {
        error = null;
        passed = 0;
        failed = 0;
        then = Then.CONTINUE;
    }

    void count(int check, boolean holds) {
        long bit = 1L << check;
        passed |= holds ? bit : 0;
        failed |= holds ? 0 : bit;
    }

    void unexpectedStatus(int status) {
        fail(UNEXPECTED_STATUS[status < 0 || status > 999 ? 0 : status]);
    }

    /** Of several reasons the first kind stays. */
    void fail(ErrorClass reason) {
        if (error == null || reason.compareTo(error) < 0) {
            error = reason;
        }
    }

    void then(Then how) {
        then = how;
    }
}
