package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** Something that the response must show. */
@ValidationRule(
        value = "(has(self.status) ? 1 : 0) + (has(self.jsonPath) ? 1 : 0) + (has(self.bodyContains) ? 1 : 0)"
                + " + (has(self.bodyMatches) ? 1 : 0) + (has(self.header) ? 1 : 0) + (has(self.contentType) ? 1 : 0)"
                + " + (has(self.maxResponseTime) ? 1 : 0) + (has(self.condition) ? 1 : 0) == 1",
        message = "a check has exactly one of status, jsonPath, bodyContains, bodyMatches, header, contentType, "
                + "maxResponseTime, condition")
@ValidationRule(
        value = "(has(self.exists) ? 1 : 0) + (has(self.notEmpty) ? 1 : 0) + (has(self.equals) ? 1 : 0)"
                + " + (has(self.greaterThan) ? 1 : 0) + (has(self.lessThan) ? 1 : 0) <= (has(self.jsonPath) ? 1 : 0)",
        message = "exists, notEmpty, equals, greaterThan and lessThan go with jsonPath, one of them at most")
@ValidationRule(
        value = "(!has(self.exists) || self.exists) && (!has(self.notEmpty) || self.notEmpty)",
        message = "exists and notEmpty can only be true")
@ValidationRule(
        value = "!has(self.maxResponseTime) || duration(self.maxResponseTime) > duration('0s')",
        message = "maxResponseTime must be above 0s")
public record CheckSpec(
        @JsonPropertyDescription("Names the check in results. Default: made from what it looks at.")
        @Size(min = 1, max = 63)
        @Nullable
        String name,

        @JsonPropertyDescription("Expected status codes: 200, 2xx, 200-204, or several with commas.")
        @Size(min = 1, max = 100)
        @Nullable
        String status,

        @JsonPropertyDescription(
                "Path of a value in a JSON body, such as $.items[0].id; by itself the value must exist.")
        @Size(min = 1, max = 512)
        @Nullable
        String jsonPath,

        @JsonPropertyDescription("True: there must be a value at jsonPath.") @Nullable
        Boolean exists,

        @JsonPropertyDescription("True: the value at jsonPath must not be null, false, or empty.") @Nullable
        Boolean notEmpty,

        @JsonPropertyDescription("What the value at jsonPath must be.") @Nullable
        IntOrString equals,

        @JsonPropertyDescription("A number below the one at jsonPath.") @Nullable
        IntOrString greaterThan,

        @JsonPropertyDescription("A number above the one at jsonPath.") @Nullable
        IntOrString lessThan,

        @JsonPropertyDescription("Text that the body must contain.") @Size(min = 1, max = 1024) @Nullable
        String bodyContains,

        @JsonPropertyDescription("Regular expression that some part of the body must match.")
        @Size(min = 1, max = 1024)
        @Nullable
        String bodyMatches,

        @JsonPropertyDescription("A header that the response must have.") @Nullable
        HeaderCheckSpec header,

        @JsonPropertyDescription(
                "Content type that the response must have, such as application/json; parameters do not matter.")
        @Size(min = 3, max = 256)
        @Pattern("^[^\\s/]+/[^\\s/]+$")
        @Nullable
        String contentType,

        @JsonPropertyDescription("Longest response time, from the due time to the last byte.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String maxResponseTime,

        @JsonPropertyDescription("A CEL expression that must be true, such as size(response.json.items) > 3.")
        @Size(min = 1, max = 1024)
        @Nullable
        String condition,

        @JsonPropertyDescription("Fail: a miss fails the request. Warn: it is only counted.") @Default("Fail")
        Severity severity) {
    public CheckSpec {
        severity = severity == null ? Severity.FAIL : severity;
    }
}
