package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.PartSpec;
import dev.loadstone.api.v1alpha1.SourceSpec;
import dev.loadstone.protocol.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans a body of {@code multipart/form-data}, as RFC 7578 and the browsers have it. */
final class Multipart {
    private static final String LINE = "\r\n";

    private final TemplateParts body = new TemplateParts();
    private final Scope scope;

    private Multipart(Scope scope) {
        this.scope = scope;
    }

    static Template plan(List<PartSpec> specs, String boundary, Place place, Scope scope) {
        var multipart = new Multipart(scope);
        for (int i = 0; i < specs.size(); i++) {
            multipart.add(specs.get(i), boundary, place.element(i));
        }
        return multipart.body.text("--" + boundary + "--" + LINE).template();
    }

    private void add(PartSpec spec, String boundary, Place place) {
        String value = spec.value();
        SourceSpec file = spec.file();
        if ((value == null) == (file == null)) {
            place.wrong("a part has exactly one of value, file");
            return;
        }
        if (!place.field("name").has(spec.name())) {
            return;
        }
        place.field("name").refuseTemplate(spec.name());
        String filename = spec.filename() == null && file != null ? filename(file, spec.name()) : spec.filename();
        String type = spec.contentType() == null && file != null ? "application/octet-stream" : spec.contentType();
        body.text("--" + boundary + LINE)
                .text("Content-Disposition: form-data; name=\"" + escaped(spec.name()) + "\"")
                .text(filename == null ? "" : "; filename=\"" + escaped(filename) + "\"")
                .text(LINE + contentType(type, place.field("contentType")) + LINE);
        if (file == null) {
            body.template(scope.template(value, place.field("value")));
        } else {
            Sources.check(file, place.field("file"));
            body.file(scope.vocabulary().attachments().body(file));
        }
        body.text(LINE);
    }

    private static String contentType(@Nullable String type, Place place) {
        if (type == null) {
            return "";
        }
        place.refuseTemplate(type);
        if (type.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            place.wrong("a content type has no line breaks or control characters");
        }
        return "Content-Type: " + type + LINE;
    }

    /** The name that the file has where it is kept. */
    private static String filename(SourceSpec file, String name) {
        if (file.configMapKeyRef() != null) {
            return String.valueOf(file.configMapKeyRef().key());
        }
        if (file.secretKeyRef() != null) {
            return String.valueOf(file.secretKeyRef().key());
        }
        if (file.persistentVolumeClaim() != null) {
            String path = String.valueOf(file.persistentVolumeClaim().path());
            return path.substring(path.lastIndexOf('/') + 1);
        }
        return name;
    }

    private static String escaped(String text) {
        return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
