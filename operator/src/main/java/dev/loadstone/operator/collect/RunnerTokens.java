package dev.loadstone.operator.collect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells by its bearer token which runner speaks. Answers are kept by the token's hash: good ones a minute, bad ones five seconds.
 * While the API server is away a token that was good within the last hour stays good, even if it ended since: the load goes on
 * and so do the reports. Only pods that exist have such tokens, and each can only report for itself.
 */
public final class RunnerTokens {
    private static final Duration GOOD = Duration.ofMinutes(1);
    private static final Duration BAD = Duration.ofSeconds(5);
    private static final Duration GOOD_WITHOUT_REVIEW = Duration.ofHours(1);
    private static final int MOST_GOOD = 10_000;
    private static final int MOST_BAD = 1_000;

    private final TokenReviews reviews;
    private final RunnerPods pods;
    private final Clock clock;
    /** Bad ones are kept apart: a flood of them must not push out good ones. */
    private final Map<String, Kept<Known>> good = new RecentEntries<>(MOST_GOOD);

    private final Map<String, Kept<Identity>> bad = new RecentEntries<>(MOST_BAD);

    public RunnerTokens(TokenReviews reviews, RunnerPods pods, Clock clock) {
        this.reviews = reviews;
        this.pods = pods;
        this.clock = clock;
    }

    /** Whose token it is, if that is known without asking anyone. */
    public Optional<Identity> recall(String token) {
        return recall(hash(token), clock.instant());
    }

    /** Whose token it is; may ask the cluster. */
    public Identity identify(String token) {
        String key = hash(token);
        return recall(key, clock.instant()).orElseGet(() -> keep(key, ask(token), clock.instant()));
    }

    private Identity ask(String token) {
        return switch (reviews.review(token)) {
            case TokenReviews.Refused(String reason) -> new Stranger(reason);
            case TokenReviews.Away(String reason) -> new Unclear(reason);
            case TokenReviews.Genuine(String namespace, String name, String uid) -> find(namespace, name, uid);
        };
    }

    private Identity find(String namespace, String name, String uid) {
        try {
            return pods.find(namespace, name, uid)
                    .<Identity>map(Known::new)
                    .orElseGet(() -> new Stranger("pod " + namespace + "/" + name + " is no runner"));
        } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
            return new Unclear(e.getMessage());
        }
    }

    private synchronized Optional<Identity> recall(String key, Instant now) {
        Kept<? extends Identity> kept = good.containsKey(key) ? good.get(key) : bad.get(key);
        return kept != null && now.isBefore(kept.until()) ? Optional.of(kept.identity()) : Optional.empty();
    }

    private synchronized Identity keep(String key, Identity identity, Instant now) {
        return switch (identity) {
            case Known known -> {
                bad.remove(key);
                good.put(key, new Kept<>(known, now, now.plus(GOOD)));
                yield known;
            }
            case Stranger stranger -> {
                good.remove(key);
                bad.put(key, new Kept<>(stranger, now, now.plus(BAD)));
                yield stranger;
            }
            case Unclear unclear -> without(key, unclear, now);
        };
    }

    private Identity without(String key, Unclear unclear, Instant now) {
        Kept<Known> earlier = good.get(key);
        if (earlier == null || !now.isBefore(earlier.reviewed().plus(GOOD_WITHOUT_REVIEW))) {
            return unclear;
        }
        good.put(key, new Kept<>(earlier.identity(), earlier.reviewed(), now.plus(BAD)));
        return earlier.identity();
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who speaks. */
    public sealed interface Identity {}

    /** This runner. */
    public record Known(RunnerPod pod) implements Identity {}

    /** None of ours. */
    public record Stranger(String reason) implements Identity {}

    /** It can't be told now. */
    public record Unclear(@Nullable String reason) implements Identity {}

    private record Kept<I extends Identity>(I identity, Instant reviewed, Instant until) {}
}
