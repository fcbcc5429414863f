package dev.loadstone.operator.collect;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.loadstone.protocol.RunId;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides from a push's head alone, before a byte of its body is read, whether it may come in: its path, its size, its sender. */
final class ReportDoor {
    static final int MOST_BYTES = 8 << 20;

    private static final Pattern PATH =
            Pattern.compile("/v1/runs/([A-Za-z0-9-]{1,63})/([1-9][0-9]{0,8})/runners/(0|[1-9][0-9]{0,5})");
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_TOKEN = 16 << 10;
    private static final int CONCURRENT_REVIEWS = 64;

    private final Collector collector;
    private final RunnerTokens tokens;
    private final RateLimit unknownTokens;
    private final RateLimit pushes;
    private final Semaphore reviews = new Semaphore(CONCURRENT_REVIEWS);

    ReportDoor(Collector collector, RunnerTokens tokens, LongSupplier nanoTime) {
        this.collector = collector;
        this.tokens = tokens;
        this.unknownTokens = new RateLimit(100, 1000, nanoTime);
        this.pushes = new RateLimit(20, 40, nanoTime);
    }

    /** @param bytes of the body, by its head */
    record Visitor(RunnerPod pod, int bytes) {}

    Visitor admit(HttpExchange exchange) throws Refusal, InterruptedException {
        Matcher path = PATH.matcher(exchange.getRequestURI().getRawPath());
        if (!path.matches()) {
            throw new Refusal(PushResult.NOT_FOUND, "expected /v1/runs/UID/RUN/runners/INDEX");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            throw new Refusal(PushResult.NOT_A_POST, "expected POST");
        }
        int bytes = length(exchange.getRequestHeaders());
        var run = new RunId(path.group(1), Integer.parseInt(path.group(2)));
        int index = Integer.parseInt(path.group(3));
        String sender = exchange.getRemoteAddress().getAddress().getHostAddress();
        RunnerPod pod = identify(token(exchange.getRequestHeaders()), sender);
        if (!pod.run().equals(run) || pod.index() != index) {
            throw new Refusal(PushResult.OTHER_RUNNER, "the token is that of another runner");
        }
        try {
            collector.expect(pod);
        } catch (Unwanted unwanted) {
            throw Refusal.of(unwanted);
        }
        // A pod of another namespace with this run's labels has come no further than here.
        if (!pushes.allows(pod.namespace() + "/" + run + "/" + index)) {
            throw new Refusal(PushResult.TOO_OFTEN, "this runner reports too often");
        }
        return new Visitor(pod, bytes);
    }

    private static int length(Headers headers) throws Refusal {
        if (headers.containsKey("Content-Encoding")) {
            throw new Refusal(PushResult.ENCODED, "Content-Encoding is not taken: histograms are compressed already");
        }
        String length = headers.getFirst("Content-Length");
        if (length == null || !length.matches("[0-9]{1,18}")) {
            throw new Refusal(PushResult.NO_LENGTH, "Content-Length is missing");
        }
        if (Long.parseLong(length) > MOST_BYTES) {
            throw new Refusal(PushResult.TOO_LARGE, "a report has at most " + MOST_BYTES + " bytes");
        }
        return Integer.parseInt(length);
    }

    private static String token(Headers headers) throws Refusal {
        return Optional.ofNullable(headers.getFirst("Authorization"))
                .filter(value -> value.startsWith(SCHEME) && value.length() <= LONGEST_TOKEN)
                .map(value -> value.substring(SCHEME.length()).strip())
                .filter(token -> !token.isEmpty())
                .orElseThrow(() -> new Refusal(PushResult.NO_TOKEN, "expected Authorization: Bearer TOKEN"));
    }

    /** A token that the cluster must be asked about costs the API server something: nobody may make it ask at will. */
    private RunnerPod identify(String token, String sender) throws Refusal, InterruptedException {
        Optional<RunnerTokens.Identity> recalled = tokens.recall(token);
        if (recalled.isEmpty() && !unknownTokens.allows(sender)) {
            throw new Refusal(PushResult.TOO_OFTEN, "too many unknown tokens from " + sender);
        }
        return switch (recalled.isPresent() ? recalled.get() : review(token)) {
            case RunnerTokens.Known(RunnerPod pod) -> pod;
            case RunnerTokens.Stranger(String reason) -> throw new Refusal(PushResult.BAD_TOKEN, reason);
            case RunnerTokens.Unclear(String reason) ->
                throw new Refusal(PushResult.NO_REVIEW, "the token can't be reviewed now: " + reason);
        };
    }

    private RunnerTokens.Identity review(String token) throws Refusal, InterruptedException {
        if (!reviews.tryAcquire(1, TimeUnit.SECONDS)) {
            throw new Refusal(PushResult.BUSY, "too many unknown tokens at once");
        }
        try {
            return tokens.identify(token);
        } finally {
            reviews.release();
        }
    }
}
