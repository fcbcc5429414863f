package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.ResourcesSpec;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many runners a load needs.
 *
 * @param runners from 1 to the most that are allowed
 * @param sentence how that follows
 */
public record Sizing(int runners, String sentence) {
    /**
     * CPU per request where no run has measured it. The runner's core took 5.5 to 6.6 us for a static GET on a 2-vCPU EPYC, as wrk
     * did, and is to stay below 1.6 times that with templates, a check and a capture; twice that is left for TLS, larger bodies and
     * slower cores.
     */
    static final double DEFAULT_CPU_MICROS = 20;

    /** Beyond that a runner's own lateness would show in the figures. */
    private static final double MOST_OF_A_CORE = 0.6;

    /**
     * The runners for a sound plan.
     *
     * @param measuredCpuMicros per request, of an earlier run of the test; null where there is none
     * @param cores of each runner
     */
    public static Sizing of(RunPlan plan, @Nullable Double measuredCpuMicros, double cores, int most) {
        double rate = PeakRate.of(plan);
        double micros = measuredCpuMicros == null ? DEFAULT_CPU_MICROS : measuredCpuMicros;
        double wanted = Math.ceil(rate * micros / (1e6 * cores * MOST_OF_A_CORE));
        int runners = (int) Math.clamp(wanted, 1, most);
        String sentence = String.format(
                Locale.ROOT,
                "%,d %s for some %,.0f requests/s at the peak, at %.0f us of CPU each (%s): %.2f of %s cores",
                runners,
                runners == 1 ? "runner" : "runners",
                rate,
                micros,
                measuredCpuMicros == null ? "assumed" : "as the last run took",
                rate * micros / 1e6,
                number(runners * cores));
        return new Sizing(
                runners,
                wanted > most
                        ? sentence + "; it would take " + String.format(Locale.ROOT, "%,.0f", wanted)
                                + ", and auto.max allows " + most
                        : sentence);
    }

    /**
     * The cores that a runner may use: its limit, else what it asks for, else one.
     *
     * @throws IllegalArgumentException where the resources say no positive number
     */
    static double cores(@Nullable ResourcesSpec resources) {
        if (resources == null) {
            return 1;
        }
        return Stream.of(resources.limits(), resources.requests())
                .map(each -> each.get("cpu"))
                .filter(each -> each != null)
                .findFirst()
                .map(Sizing::positive)
                .orElse(1.0);
    }

    private static double positive(Quantity cpu) {
        double cores = cpu.getNumericalAmount().doubleValue();
        if (!(cores > 0)) {
            throw new IllegalArgumentException("cpu is not above 0: " + cpu);
        }
        return cores;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
    }
}
