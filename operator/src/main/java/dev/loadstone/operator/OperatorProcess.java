package dev.loadstone.operator;

import dev.loadstone.operator.collect.CertificateSecret;
import dev.loadstone.operator.collect.Collector;
import dev.loadstone.operator.collect.OperatorCertificate;
import dev.loadstone.operator.loadtest.Wakening;
import dev.loadstone.operator.observe.HealthEndpoint;
import dev.loadstone.operator.observe.MetricsConfig;
import dev.loadstone.operator.observe.OperatorHealth;
import dev.loadstone.operator.observe.OperatorMeters;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One replica of the operator, from its start to its end: it stands by until it leads, and ends when it no longer does. */
final class OperatorProcess {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);
    private static final int LEASE_LIVES = 3;
    /** Somebody may have taken the route away. */
    private static final int ROUTE_SECONDS = 5;

    private final OperatorConfig config;
    private final KubernetesClient client;
    private final Wakening wakening = new Wakening();
    private final OperatorMeters meters;
    private final Collector collector;
    private final OperatorHealth health;
    private final OperatorCertificate certificate;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("timer").factory());
    private volatile @Nullable LeadingOperator leading;
    private volatile @Nullable Leadership leadership;

    OperatorProcess(OperatorConfig config, MetricsConfig metrics, KubernetesClient client) {
        this.config = config;
        this.client = client;
        this.meters = new OperatorMeters(metrics, System::nanoTime);
        this.collector = new Collector(Clock.systemUTC(), wakening::wake, meters);
        this.health = new OperatorHealth(
                config.leaderElection() ? Leadership.LEASE.multipliedBy(LEASE_LIVES) : Duration.ZERO, System::nanoTime);
        this.certificate = new OperatorCertificate(
                new CertificateSecret(client, config.namespace(), config.tlsSecret()),
                config.services(),
                Clock.systemUTC(),
                new SecureRandom());
    }

    void start() throws IOException {
        meters.watch(collector, health);
        HealthEndpoint.listen(new InetSocketAddress(config.healthPort()), health, meters::scrape);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        if (config.leaderElection()) {
            leadership = new Leadership(client, config, health::leaseLookedAt, this::lead, this::lost, threads);
        } else {
            lead();
        }
    }

    private void lead() {
        try {
            LeadingOperator started = LeadingOperator.start(config, client, certificate, collector, wakening, meters);
            leading = started;
            health.leads(started::hearsOfChanges);
            timer.scheduleWithFixedDelay(this::refreshCertificate, 1, 1, TimeUnit.HOURS);
            timer.scheduleWithFixedDelay(new IdleHeap(collector::openRuns), 30, 120, TimeUnit.SECONDS);
            if (config.place() != null) {
                var route = new ReportRoute(client, config, config.place());
                timer.scheduleWithFixedDelay(() -> keep(route), 0, ROUTE_SECONDS, TimeUnit.SECONDS);
            }
            LOG.atInfo()
                    .addKeyValue("pod", config.pod())
                    .addKeyValue("afterMillis", ageMillis())
                    .log("Leading");
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.atError().setCause(e).log("Can't lead");
            Runtime.getRuntime().halt(1);
        }
    }

    private static long ageMillis() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start ->
                        Duration.between(start, Clock.systemUTC().instant()).toMillis())
                .orElse(-1L);
    }

    /** What fails once is not called again. */
    private static void keep(ReportRoute route) {
        try {
            route.keep();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("The way of runners to here could not be looked at");
        }
    }

    private void refreshCertificate() {
        try {
            certificate.refresh();
        } catch (GeneralSecurityException | RuntimeException e) {
            LOG.atWarn().setCause(e).log("The certificate could not be looked at; the next look is in an hour");
        }
    }

    /** Another replica may lead already: this one must not write a word more. */
    private void lost() {
        LOG.atError().addKeyValue("pod", config.pod()).log("The lease is lost");
        Runtime.getRuntime().halt(1);
    }

    /** The lease goes last: nobody else may begin before this one has ended. */
    private void stop() {
        timer.shutdownNow();
        LeadingOperator leader = leading;
        if (leader != null) {
            leader.close();
        }
        Leadership held = leadership;
        if (held != null) {
            held.close();
        }
        meters.close();
    }
}
