package dev.loadstone.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** A histogram's buckets in base64, made small or, where the writer has this attribute, soon. */
final class HistogramJson extends StdSerializer<LatencyHistogram> {
    /** Of the writer that is in a hurry. */
    static final Object QUICKLY = HistogramJson.class;

    private static final long serialVersionUID = 1L;

    HistogramJson() {
        super(LatencyHistogram.class);
    }

    @Override
    public void serialize(LatencyHistogram histogram, JsonGenerator json, SerializerProvider writer)
            throws IOException {
        boolean quickly = writer.getAttribute(QUICKLY) != null;
        json.writeBinary(quickly ? histogram.encodedQuickly() : histogram.encoded());
    }
}
