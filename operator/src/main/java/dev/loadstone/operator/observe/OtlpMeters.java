package dev.loadstone.operator.observe;

import io.micrometer.core.instrument.Clock;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends the meters to a collector of OpenTelemetry. Only who asks for it has any of its classes loaded. */
final class OtlpMeters extends OtlpMeterRegistry {
    private final @Nullable Runnable refresh;

    private OtlpMeters(OtlpConfig config, Runnable refresh) {
        super(config, Clock.SYSTEM);
        this.refresh = refresh;
    }

    /** @param refresh brings the meters up to date before they are sent */
    static OtlpMeters start(MetricsConfig config, Runnable refresh) {
        Map<String, String> settings = Map.of(
                "otlp.url",
                config.otlpUrl(),
                "otlp.step",
                config.otlpSeconds() + "s",
                "otlp.resourceAttributes",
                config.otlpResource().text());
        return new OtlpMeters(settings::get, refresh);
    }

    @Override
    protected void publish() {
        // The registry starts its timer in its own constructor, before this one is through.
        if (refresh != null) {
            refresh.run();
            super.publish();
        }
    }
}
