package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** A test in a tenth of the memory: what tells it from others, and the rest as compressed JSON. */
record PackedTest(LoadTest outline, byte[] json) {

    static PackedTest of(LoadTest test, KubernetesSerialization serialization) {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream packed = new DeflaterOutputStream(bytes)) {
            packed.write(serialization.asJson(test).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PackedTest(outlineOf(test), bytes.toByteArray());
    }

    private static LoadTest outlineOf(LoadTest test) {
        ObjectMeta metadata = test.getMetadata();
        var outline = new LoadTest();
        outline.setMetadata(new ObjectMetaBuilder()
                .withNamespace(metadata.getNamespace())
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .withGeneration(metadata.getGeneration())
                .withResourceVersion(metadata.getResourceVersion())
                .withDeletionTimestamp(metadata.getDeletionTimestamp())
                .build());
        if (test.getStatus() != null) {
            outline.setStatus(test.getStatus().outline());
        }
        return outline;
    }

    LoadTest unpack(KubernetesSerialization serialization) {
        try (InputStream bytes = new InflaterInputStream(new ByteArrayInputStream(json))) {
            return serialization.unmarshal(bytes, LoadTest.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
