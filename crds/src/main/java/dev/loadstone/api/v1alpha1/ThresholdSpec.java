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
        value =
                "has(self.stat) == (!has(self.metric) || self.metric in ['responseTime', 'serviceTime', 'timeToFirstByte',"
                        + " 'connectTime', 'iterationTime', 'groupTime']) || (has(self.metric) && self.metric.startsWith('custom:'))",
        message = "times such as responseTime need a stat, such as p95; custom metrics may have one; others take none")
@ValidationRule(
        value = "(has(self.metric) && self.metric == 'groupTime') == has(self.group)",
        message = "groupTime needs a group, and only it takes one")
@ValidationRule(
        value = "(has(self.metric) && self.metric == 'apdex') == has(self.satisfied)",
        message = "apdex needs satisfied, and only it takes one")
@ValidationRule(
        value = "!has(self.satisfied) || duration(self.satisfied) > duration('0s')",
        message = "satisfied must be above 0s")
@ValidationRule(
        value = "!has(self.check) || (has(self.metric) && self.metric == 'checkRate')",
        message = "check goes with checkRate")
@ValidationRule(
        value =
                "!has(self.request) || !has(self.metric) || !(self.metric in ['iterationTime', 'groupTime', 'arrivalsKept',"
                        + " 'inFlight'] || self.metric.startsWith('custom:'))",
        message = "iterations, groups, users and custom metrics are not of a request")
@ValidationRule(value = "!has(self.__for__) || has(self.window)", message = "for needs a window")
@ValidationRule(
        value =
                "!has(self.window) || (duration(self.window) >= duration('1s') && duration(self.window) <= duration('24h'))",
        message = "a window lasts from 1s to 24h")
public record ThresholdSpec(
        @JsonPropertyDescription("Names the threshold in results. Default: made from what it limits.")
        @Size(min = 1, max = 63)
        @Nullable
        String name,

        @JsonPropertyDescription(
                "What is limited: responseTime (due time to last byte), serviceTime (write to last byte), timeToFirstByte, connectTime, "
                        + "iterationTime, groupTime, errorRate, checkRate, requestRate, arrivalsKept (share of iterations that were not "
                        + "dropped), inFlight (users at work), apdex, or custom:NAME.")
        @Default("responseTime")
        @Size(max = 70)
        @Pattern(
                "^(responseTime|serviceTime|timeToFirstByte|connectTime|iterationTime|groupTime|errorRate|checkRate|requestRate"
                        + "|arrivalsKept|inFlight|apdex|custom:[A-Za-z_][A-Za-z0-9_.-]*)$")
        String metric,

        @JsonPropertyDescription("For times and custom metrics: p50, p95, p99.9, mean, min or max.")
        @Size(max = 10)
        @Pattern("^(p[0-9]{1,2}(\\.[0-9]{1,3})?|mean|min|max)$")
        @Nullable
        String stat,

        @JsonPropertyDescription("Only requests of this name. Default: all.") @Size(min = 1, max = 63) @Nullable
        String request,

        @JsonPropertyDescription("Only users of this scenario. Default: all.") @Size(min = 1, max = 63) @Nullable
        String scenario,

        @JsonPropertyDescription("Only what was due in this phase. Default: all but warm-up.")
        @Size(min = 1, max = 63)
        @Nullable
        String phase,

        @JsonPropertyDescription("The group of groupTime.") @Size(min = 1, max = 63) @Nullable
        String group,

        @JsonPropertyDescription("Only the check of this name, of checkRate. Default: all.")
        @Size(min = 1, max = 63)
        @Nullable
        String check,

        @JsonPropertyDescription(
                "At most: a duration (300ms), a percentage (1%), requests per second or users (500), or a plain number (\"0.85\").")
        @Nullable
        IntOrString max,

        @JsonPropertyDescription("At least.") @Nullable IntOrString min,

        @JsonPropertyDescription(
                "The limit must hold in every stretch of this length, and not only over the whole run.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String window,

        @JsonPropertyDescription("With window: only windows in a row that miss for this long are a miss.")
        @JsonProperty("for")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String lasting,

        @JsonPropertyDescription("With fewer samples the threshold is not judged, and noData says what follows.")
        @Default("1")
        @Min(1)
        Long minSamples,

        @JsonPropertyDescription("With too few samples: Inconclusive, Pass or Fail.") @Default("Inconclusive")
        NoData noData,

        @JsonPropertyDescription("Fail: a miss fails the run. Warn: it is only reported.") @Default("Fail")
        Severity severity,

        @JsonPropertyDescription("True: the run ends as soon as the limit is missed.") @Default("false")
        Boolean abort,

        @JsonPropertyDescription("For apdex: the response time that satisfies; four times as long is tolerated.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String satisfied) {
    public ThresholdSpec {
        metric = metric == null ? "responseTime" : metric;
        minSamples = minSamples == null ? 1L : minSamples;
        noData = noData == null ? NoData.INCONCLUSIVE : noData;
        severity = severity == null ? Severity.FAIL : severity;
        abort = abort == null ? false : abort;
    }

    /** What too few samples mean. */
    public enum NoData {
        @JsonProperty("Inconclusive")
        INCONCLUSIVE,
        @JsonProperty("Pass")
        PASS,
        @JsonProperty("Fail")
        FAIL
    }
}
