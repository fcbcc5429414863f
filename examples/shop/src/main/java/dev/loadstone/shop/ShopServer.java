package dev.loadstone.shop;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running shop; after {@link #close} its port is free. */
public final class ShopServer implements AutoCloseable {
    /** Well within the second in which a process is to follow SIGTERM. */
    private static final long CLOSE_MILLIS = 800;

    private final Vertx vertx;
    private final String host;
    private final ShopLoop loop;

    private ShopServer(Vertx vertx, String host, ShopLoop loop) {
        this.vertx = vertx;
        this.host = host;
        this.loop = loop;
    }

    /**
     * Returns when every event loop listens.
     *
     * @throws IllegalStateException where the address is not to be had
     */
    public static ShopServer start(ShopSettings settings) {
        // The root file system may be read-only, and the shop has no files to cache.
        var vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(settings.loops())
                .setPreferNativeTransport(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        var floor = new ShopFloor(vertx, settings);
        var loops = Stream.generate(floor::loop).limit(settings.loops()).toList();
        var unused = loops.iterator();
        try {
            await(vertx.deployVerticle(unused::next, new DeploymentOptions().setInstances(settings.loops())));
        } catch (CompletionException e) {
            await(vertx.close());
            throw new IllegalStateException(
                    "cannot listen on " + settings.host() + ":" + settings.port() + ": "
                            + e.getCause().getMessage(),
                    e);
        }
        return new ShopServer(vertx, settings.host(), loops.getFirst());
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }

    public String host() {
        return host;
    }

    public int port() {
        return loop.port();
    }

    /** Where it listens with TLS, if it does. */
    public OptionalInt tlsPort() {
        return loop.tlsPort();
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .completeOnTimeout(null, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }
}
