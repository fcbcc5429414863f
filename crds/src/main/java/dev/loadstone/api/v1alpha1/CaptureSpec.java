package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** A value taken from a response. */
@ValidationRule(
        value =
                "(has(self.jsonPath) ? 1 : 0) + (has(self.regex) ? 1 : 0) + (has(self.header) ? 1 : 0) + (has(self.cookie) ? 1 : 0)"
                        + " + (has(self.status) ? 1 : 0) + (has(self.body) ? 1 : 0) == 1",
        message = "a capture has exactly one of jsonPath, regex, header, cookie, status, body")
@ValidationRule(
        value = "(!has(self.status) || self.status) && (!has(self.body) || self.body)",
        message = "status and body can only be true")
@ValidationRule(value = "!has(self.group) || has(self.regex)", message = "group goes with regex")
@ValidationRule(
        value = "!has(self.select) || has(self.jsonPath) || has(self.regex) || has(self.header)",
        message = "select goes with jsonPath, regex or header")
@ValidationRule(
        value = "!has(self.select) || type(self.select) != int || self.select >= 0",
        message = "select must not be below 0")
@ValidationRule(
        value = "!has(self.default) || !has(self.required) || !self.required",
        message = "a capture with a default can not be required")
public record CaptureSpec(
        @JsonPropertyDescription("Used from then on as $(vars.NAME) by the same user.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern(Syntax.IDENTIFIER)
        String as,

        @JsonPropertyDescription("Path of the value in a JSON body, such as $.token.")
        @Size(min = 1, max = 512)
        @Nullable
        String jsonPath,

        @JsonPropertyDescription(
                "Regular expression; its first group, or the whole match where it has none, is the value.")
        @Size(min = 1, max = 1024)
        @Nullable
        String regex,

        @JsonPropertyDescription("The group of regex that is the value; 0 is the whole match.")
        @Min(0)
        @Max(99)
        @Nullable
        Integer group,

        @JsonPropertyDescription("Name of a header.") @Size(min = 1, max = 256) @Nullable
        String header,

        @JsonPropertyDescription("Name of a cookie that the response sets.") @Size(min = 1, max = 256) @Nullable
        String cookie,

        @JsonPropertyDescription("True: the status code.") @Nullable
        Boolean status,

        @JsonPropertyDescription("True: the whole body as text.") @Nullable
        Boolean body,

        @JsonPropertyDescription(
                "Which of several matches: First (the default), Last, Random, All (as a JSON array), or a number from 0.")
        @Nullable
        IntOrString select,

        @JsonPropertyDescription("Taken where nothing is found.") @JsonProperty("default") @Size(max = 1024) @Nullable
        String defaultValue,

        @JsonPropertyDescription(
                "True: the request fails where nothing is found, and the iteration ends. False: the variable is not set. "
                        + "Default: true unless there is a default.")
        @Nullable
        Boolean required) {}
