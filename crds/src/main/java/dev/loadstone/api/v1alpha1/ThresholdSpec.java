package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** A limit on one figure of the results. */
@ValidationRule(value = "has(self.max) || has(self.min)", message = "a threshold has max, min or both")
@ValidationRule(
        value = "(!has(self.metric) || self.metric in ['responseTime', 'serviceTime']) == has(self.stat)",
        message = "responseTime and serviceTime need a stat, such as p95; other metrics take none")
public record ThresholdSpec(
        @JsonPropertyDescription("Names the threshold in results. Default: made from what it limits.")
        @Size(min = 1, max = 63)
        @Nullable
        String name,

        @JsonPropertyDescription(
                "What is limited: responseTime (due time to last byte), serviceTime (write to last byte), "
                        + "errorRate, checkRate or requestRate.")
        @Default("responseTime")
        Metric metric,

        @JsonPropertyDescription("For times: p50, p95, p99.9, mean, min or max.")
        @Size(max = 10)
        @Pattern("^(p[0-9]{1,2}(\\.[0-9]{1,3})?|mean|min|max)$")
        @Nullable
        String stat,

        @JsonPropertyDescription("Only requests of this name. Default: all.") @Size(min = 1, max = 63) @Nullable
        String request,

        @JsonPropertyDescription("At most: a duration (300ms), a percentage (1%), or requests per second (500).")
        @Nullable
        IntOrString max,

        @JsonPropertyDescription("At least.") @Nullable IntOrString min,

        @JsonPropertyDescription("With fewer samples the threshold is not judged, and the verdict is Inconclusive.")
        @Default("1")
        @Min(1)
        Long minSamples,

        @JsonPropertyDescription("Fail: a miss fails the run. Warn: it is only reported.") @Default("Fail")
        Severity severity,

        @JsonPropertyDescription("True: the run ends as soon as the limit is missed.") @Default("false")
        Boolean abort) {
    public ThresholdSpec {
        metric = metric == null ? Metric.RESPONSE_TIME : metric;
        minSamples = minSamples == null ? 1L : minSamples;
        severity = severity == null ? Severity.FAIL : severity;
        abort = abort == null ? false : abort;
    }

    /** What is limited. */
    public enum Metric {
        @JsonProperty("responseTime")
        RESPONSE_TIME,
        @JsonProperty("serviceTime")
        SERVICE_TIME,
        @JsonProperty("errorRate")
        ERROR_RATE,
        @JsonProperty("checkRate")
        CHECK_RATE,
        @JsonProperty("requestRate")
        REQUEST_RATE
    }
}
