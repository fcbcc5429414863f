package dev.loadstone.runner.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The connections that one user keeps, for targets whose connections are not shared; it costs nothing until there is one. */
public final class Wallet {
    private static final @Nullable Pool[] EMPTY = {};

    private @Nullable Pool[] pools = EMPTY;

    Pool pool(Site site) {
        int index = site.index();
        if (index >= pools.length) {
            pools = Arrays.copyOf(pools, index + 1);
        }
        Pool pool = pools[index];
        if (pool == null) {
            pool = new Pool(site);
            pools[index] = pool;
        }
        return pool;
    }

    void leave() {
        @Nullable Pool[] left = pools;
        pools = EMPTY;
        for (Pool pool : left) {
            if (pool != null) {
                pool.leave();
            }
        }
    }
}
