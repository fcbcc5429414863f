package dev.loadstone.operator.collect;

import org.jspecify.annotations.Nullable;

/** Asks who a bearer token belongs to. */
public interface TokenReviews {
    /** The audience that a runner's token must be made for: such a token opens nothing else. */
    String AUDIENCE = "loadstone";

    Review review(String token);

    /** What came of it. */
    sealed interface Review {}

    /** The cluster made this token, for our audience, and bound it to this pod, which exists. */
    record Genuine(String namespace, String podName, String podUid) implements Review {}

    /** It is not such a token. */
    record Refused(String reason) implements Review {}

    /** Nobody could be asked. */
    record Away(@Nullable String reason) implements Review {}
}
