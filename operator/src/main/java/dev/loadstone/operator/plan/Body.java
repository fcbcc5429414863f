package dev.loadstone.operator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.api.v1alpha1.BodySpec;
import dev.loadstone.api.v1alpha1.FormFieldSpec;
import dev.loadstone.protocol.HttpStep.Header;
import dev.loadstone.protocol.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a request carries.
 *
 * @param type of the content, where no header says another
 * @param fixed whether no header may say another
 */
record Body(Template content, String type, boolean fixed) {
    /** Null where there is none, or none can be made. */
    static @Nullable Body plan(@Nullable BodySpec spec, Place place, Scope scope) {
        if (spec == null) {
            return null;
        }
        // A null that is written out is no body, as the API server has it for all fields.
        JsonNode json = spec.json() == null || spec.json().isNull() ? null : spec.json();
        long ways = Stream.of(
                        json,
                        spec.text(),
                        spec.file(),
                        spec.form().isEmpty() ? null : spec.form(),
                        spec.multipart().isEmpty() ? null : spec.multipart())
                .filter(Objects::nonNull)
                .count();
        if (ways != 1) {
            place.wrong("a body has exactly one of json, text, form, multipart, file");
            return null;
        }
        if (json != null) {
            return new Body(JsonBodies.plan(json, place.field("json"), scope), "application/json", false);
        }
        if (spec.text() != null) {
            return new Body(scope.template(spec.text(), place.field("text")), "text/plain; charset=utf-8", false);
        }
        if (spec.file() != null) {
            Sources.check(spec.file(), place.field("file"));
            String name = scope.vocabulary().attachments().body(spec.file());
            return new Body(new TemplateParts().file(name).template(), "application/octet-stream", false);
        }
        if (!spec.form().isEmpty()) {
            Template form = form(spec.form(), place.field("form"), scope);
            return new Body(form, "application/x-www-form-urlencoded", false);
        }
        String boundary = scope.vocabulary().boundaries().at(place);
        Template parts = Multipart.plan(spec.multipart(), boundary, place.field("multipart"), scope);
        return new Body(parts, "multipart/form-data; boundary=" + boundary, true);
    }

    /** The headers, with that of the content's type. */
    List<Header> headers(List<Header> given, Place place) {
        boolean named = given.stream().anyMatch(each -> each.name().equalsIgnoreCase("Content-Type"));
        if (named && fixed) {
            place.wrong("the Content-Type of a multipart body names what separates its parts; leave it out");
        }
        if (named) {
            return given;
        }
        var headers = new ArrayList<>(given);
        headers.add(new Header("Content-Type", Template.text(type)));
        return headers;
    }

    private static Template form(List<FormFieldSpec> fields, Place place, Scope scope) {
        var form = new TemplateParts();
        for (int i = 0; i < fields.size(); i++) {
            FormFieldSpec field = fields.get(i);
            Place here = place.element(i);
            if (here.field("name").has(field.name()) && here.field("value").has(field.value())) {
                here.field("name").refuseTemplate(field.name());
                form.text((i == 0 ? "" : "&") + PercentCode.formComponent(field.name()) + "=");
                form.encoded(scope.template(field.value(), here.field("value")), PercentCode::formComponent);
            }
        }
        return form.template();
    }
}
