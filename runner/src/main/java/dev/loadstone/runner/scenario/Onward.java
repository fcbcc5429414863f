package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.loadstone.runner.scenario.encoding.PercentEncoding;
import dev.loadstone.runner.scenario.origin.Location;
import dev.loadstone.runner.scenario.origin.Origin;
import dev.loadstone.runner.scenario.origin.Origins;
import dev.loadstone.runner.scenario.response.HeaderLines;
import dev.loadstone.runner.scenario.response.Snapshot;
import dev.loadstone.runner.scenario.template.Scratch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a request may be redirected to, and what it then is: headers and body, by target. */
final class Onward {
    private static final byte[] LOCATION = "location".getBytes(ISO_8859_1);

    /** As many targets as the plan has. */
    private final Origins origins;

    private final int most;
    private final List<Hop> hops;

    /**
     * What the request is at another target; of a request whose body was taken away, too. Null where it can't be sent there,
     * because it lacks a variable that the target's headers need.
     */
    record Hop(@Nullable Message whole, @Nullable Message emptied) {
        static final Hop NOWHERE = new Hop(null, null);
    }

    /** @param hops by target; none where redirects are not followed */
    Onward(Origins origins, int most, List<Hop> hops) {
        this.origins = origins;
        this.most = most;
        this.hops = List.copyOf(hops);
    }

    boolean followsRedirects() {
        return most > 0;
    }

    Origin origin(int target) {
        return origins.of(target);
    }

    boolean keepsCookies(int target) {
        return origins.keepsCookies(target);
    }

    /** Of a hop that was found possible. */
    Message message(Draft draft) {
        Hop hop = hops.get(draft.target());
        return Objects.requireNonNull(draft.isEmptied() ? hop.emptied : hop.whole);
    }

    /** As {@link Behaviour#redirect}, but for the cookies. */
    int follow(Draft draft, int status, Snapshot head, UserState user) {
        List<String> locations = HeaderLines.values(head, LOCATION);
        if (locations.isEmpty()) {
            return Behaviour.NOT_ONE;
        }
        if (draft.hops() >= most) {
            return Behaviour.REFUSED;
        }
        Request request = draft.request();
        Optional<Location> to =
                Location.resolve(locations.getFirst(), origins.of(draft.target()), request.uri(draft, user));
        int target = to.map(location -> origins.find(location.origin(), draft.target()))
                .orElse(-1);
        if (target < 0 || hops.get(target) == Hop.NOWHERE) {
            return Behaviour.REFUSED;
        }
        boolean empties = status <= 303 && !request.isGetOrHead();
        draft.redirect(target, harmless(to.orElseThrow().uri()), empties);
        return target;
    }

    /** What the server wrote must not begin another header. */
    private static byte[] harmless(String uri) {
        ByteBuf out = Scratch.take();
        out.writeCharSequence(uri, ISO_8859_1);
        PercentEncoding.REQUEST_TARGET.encode(out, 0);
        return ByteBufUtil.getBytes(out);
    }

    /** Whether a status asks to go elsewhere with a request of a kind that can be sent. */
    static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }
}
