package dev.loadstone.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** All runners of the run, each with a connection of its own, which push at the same moments, as runners of one start do. */
final class CollectorCrowd {
    private static final long AGAIN_NANOS = 200_000_000;

    private final CollectorLink[] links;
    private final SSLContext trust;
    private final int port;
    private final LongSupplier nanoTime;
    private final AtomicInteger refused = new AtomicInteger();

    CollectorCrowd(int runners, Path authority, int port, LongSupplier nanoTime)
            throws IOException, GeneralSecurityException {
        this.nanoTime = nanoTime;
        links = new CollectorLink[runners];
        this.port = port;
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        try (var pem = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        trust = SSLContext.getInstance("TLS");
        trust.init(null, trusted.getTrustManagers(), null);
    }

    /** Pushes that had to be made again. */
    int refused() {
        return refused.get();
    }

    /** Each makes one push at this moment. By runner the time until it was answered, from that moment on. */
    long[] push(long atNanos, IntFunction<byte[]> body) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> answered = new ArrayList<>();
            for (int runner = 0; runner < links.length; runner++) {
                int index = runner;
                byte[] bytes = body.apply(index);
                answered.add(threads.submit(() -> delivered(index, atNanos, bytes)));
            }
            long[] lags = new long[links.length];
            for (int runner = 0; runner < links.length; runner++) {
                lags[runner] = answered.get(runner).get();
            }
            return lags;
        }
    }

    private long delivered(int runner, long atNanos, byte[] body) {
        waitUntil(atNanos);
        while (true) {
            try {
                if (links[runner] == null) {
                    links[runner] = new CollectorLink(trust, port, runner);
                }
                links[runner].push(body);
                return nanoTime.getAsLong() - atNanos;
            } catch (IOException e) {
                if (refused.incrementAndGet() > 10 * links.length) {
                    throw new UncheckedIOException(e);
                }
                links[runner] = null;
                waitUntil(nanoTime.getAsLong() + AGAIN_NANOS);
            }
        }
    }

    private void waitUntil(long nanos) {
        for (long left = nanos - nanoTime.getAsLong(); left > 0; left = nanos - nanoTime.getAsLong()) {
            LockSupport.parkNanos(left);
        }
    }
}
