package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** Something that the response must show. */
@ValidationRule(
        value =
                "[has(self.status), has(self.jsonPath), has(self.bodyContains), has(self.bodyMatches)].filter(x, x).size() == 1",
        message = "a check has exactly one of status, jsonPath, bodyContains, bodyMatches")
@ValidationRule(
        value = "[has(self.exists), has(self.notEmpty), has(self.equals), has(self.greaterThan), has(self.lessThan)]"
                + ".filter(x, x).size() <= (has(self.jsonPath) ? 1 : 0)",
        message = "exists, notEmpty, equals, greaterThan and lessThan go with jsonPath, one of them at most")
@ValidationRule(
        value = "(!has(self.exists) || self.exists) && (!has(self.notEmpty) || self.notEmpty)",
        message = "exists and notEmpty can only be true")
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

        @JsonPropertyDescription("Fail: a miss fails the request. Warn: it is only counted.") @Default("Fail")
        Severity severity) {
    public CheckSpec {
        severity = severity == null ? Severity.FAIL : severity;
    }
}
