package dev.loadstone.runner.scenario;

import dev.loadstone.runner.scenario.cookie.CookieJar;
import dev.loadstone.runner.scenario.response.LastResponse;
import dev.loadstone.runner.scenario.template.Captured;
import dev.loadstone.runner.scenario.template.TemplateUser;
import dev.loadstone.runner.schedule.SplitMix;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** What a program knows of one user at work: its number, its random stream and all that it keeps. Made once, used for many. */
final class UserState implements TemplateUser {
    /** Of a feeder: no row was taken. */
    static final int NO_ROW = -1;

    private final long seed;
    private final LongSupplier epochMillis;
    private final SplitMix life;
    private final SplitMix request = new SplitMix(0);
    private final Captured captured;
    private final Verdict verdict = new Verdict();
    private final CookieJar cookies = new CookieJar();
    private final LastResponse lastResponse = new LastResponse();
    private final int[] rows;
    private SplitMix random;
    private long userId;
    private long iteration;

    UserState(Program program, long seed, LongSupplier epochMillis) {
        this.seed = seed;
        this.epochMillis = epochMillis;
        life = new SplitMix(seed);
        random = life;
        captured = new Captured(program.variableCount());
        rows = new int[program.feeders().size()];
    }

    /**
     * Another user takes over. Its random stream is a function of the seed and its number alone.
     *
     * @param userId from 1; 0 for setup and teardown
     */
    void enter(long userId) {
        this.userId = userId;
        iteration = 0;
        // The complement, so that no user shares its draws with the arrival of the same number.
        life.reseed(SplitMix.mix(seed, ~userId));
        captured.forgetAll();
        captured.keepForLife(false);
        cookies.clear();
        lastResponse.clear();
        Arrays.fill(rows, NO_ROW);
    }

    void beginIteration() {
        iteration++;
        captured.forgetIteration();
    }

    /** Draws for a request that is written from here on: again the same where the request is written again. */
    void drawFor(Draft draft) {
        request.reseed(draft.seed(life));
        random = request;
    }

    /** Draws for what the user does next. */
    void drawForLife() {
        random = life;
    }

    @Override
    public long userId() {
        return userId;
    }

    @Override
    public long iteration() {
        return iteration;
    }

    @Override
    public SplitMix random() {
        return random;
    }

    @Override
    public long epochMillis() {
        return epochMillis.getAsLong();
    }

    @Override
    public Captured captured() {
        return captured;
    }

    CookieJar cookies() {
        return cookies;
    }

    LastResponse lastResponse() {
        return lastResponse;
    }

    Verdict verdict() {
        return verdict;
    }

    @Override
    public int row(int feeder) {
        return rows[feeder];
    }

    void take(int feeder, int row) {
        rows[feeder] = row;
    }
}
