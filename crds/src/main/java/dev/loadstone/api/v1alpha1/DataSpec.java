package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A feeder: records of data of which each iteration takes one. */
public record DataSpec(
        @JsonPropertyDescription("Used as $(data.NAME.COLUMN), or $(data.NAME) where records have no columns.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern(Syntax.IDENTIFIER)
        String name,

        @JsonPropertyDescription("Where the data is.") @Required
        SourceSpec from,

        @JsonPropertyDescription(
                "Csv: the first line names the columns. Json: an array of objects or of values. Text: one value a line.")
        @Default("Csv")
        Format format,

        @JsonPropertyDescription("Sequential: as they stand. Random: shuffled once, by the seed of the run.")
        @Default("Sequential")
        Order order,

        @JsonPropertyDescription(
                "Shared: each record is taken once over all runners before any is taken again. PerRunner: each runner goes "
                        + "through all. Unique: each user has a record of its own, over all runners.")
        @Default("Shared")
        Distribution distribution,

        @JsonPropertyDescription(
                "After the last record. Recycle: begin again. EndUser: the user ends. EndTest: the test ends.")
        @Default("Recycle")
        OnExhausted onExhausted,

        @JsonPropertyDescription("What separates the columns of Csv.")
        @Default("\",\"")
        @Size(max = 4)
        @Pattern("^[^\"\\r\\n]$")
        String delimiter) {
    public DataSpec {
        format = format == null ? Format.CSV : format;
        order = order == null ? Order.SEQUENTIAL : order;
        distribution = distribution == null ? Distribution.SHARED : distribution;
        onExhausted = onExhausted == null ? OnExhausted.RECYCLE : onExhausted;
        delimiter = delimiter == null ? "," : delimiter;
    }

    /** How the data is written. */
    public enum Format {
        @JsonProperty("Csv")
        CSV,
        @JsonProperty("Json")
        JSON,
        @JsonProperty("Text")
        TEXT
    }

    /** Which record comes next. */
    public enum Order {
        @JsonProperty("Sequential")
        SEQUENTIAL,
        @JsonProperty("Random")
        RANDOM
    }

    /** Which runner gets which records. */
    public enum Distribution {
        @JsonProperty("Shared")
        SHARED,
        @JsonProperty("PerRunner")
        PER_RUNNER,
        @JsonProperty("Unique")
        UNIQUE
    }

    /** What happens after the last record. */
    public enum OnExhausted {
        @JsonProperty("Recycle")
        RECYCLE,
        @JsonProperty("EndUser")
        END_USER,
        @JsonProperty("EndTest")
        END_TEST
    }
}
