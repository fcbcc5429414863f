package dev.loadstone.operator.workload;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.SourceSpec;
import dev.loadstone.operator.plan.Attachment;
import dev.loadstone.operator.plan.Attachments;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.List;
import java.util.stream.IntStream;

/** The files that a spec refers to, as a runner's pod mounts them: each in a volume of its own, and none can be written. */
final class RunnerFiles {
    /** Read by owner and group: the group is the runner's. */
    private static final int SECRET_MODE = 0440;

    private RunnerFiles() {}

    static List<Volume> volumes(LoadTestSpec spec) {
        List<Attachment> mounted = mounted(spec);
        return IntStream.range(0, mounted.size())
                .mapToObj(number -> volume(number, mounted.get(number).source()))
                .toList();
    }

    static List<VolumeMount> mounts(LoadTestSpec spec) {
        List<Attachment> mounted = mounted(spec);
        return IntStream.range(0, mounted.size())
                .mapToObj(number -> mount(number, mounted.get(number)))
                .toList();
    }

    private static List<Attachment> mounted(LoadTestSpec spec) {
        return Attachments.of(spec).stream().filter(each -> !each.isInline()).toList();
    }

    private static String name(int number) {
        return "file-" + number;
    }

    private static Volume volume(int number, SourceSpec source) {
        var volume = new VolumeBuilder().withName(name(number));
        if (source.configMapKeyRef() != null) {
            volume.withNewConfigMap()
                    .withName(source.configMapKeyRef().name())
                    .addNewItem(source.configMapKeyRef().key(), null, Attachment.FILE)
                    .endConfigMap();
        } else if (source.secretKeyRef() != null) {
            volume.withNewSecret()
                    .withSecretName(source.secretKeyRef().name())
                    .withDefaultMode(SECRET_MODE)
                    .addNewItem(source.secretKeyRef().key(), null, Attachment.FILE)
                    .endSecret();
        } else if (source.persistentVolumeClaim() != null) {
            volume.withNewPersistentVolumeClaim(source.persistentVolumeClaim().claimName(), true);
        }
        return volume.build();
    }

    /** Of a claim one file alone is mounted, in place of the directory: a claim may hold anything. */
    private static VolumeMount mount(int number, Attachment attachment) {
        var mount = new VolumeMountBuilder().withName(name(number)).withReadOnly(true);
        return attachment.source().persistentVolumeClaim() == null
                ? mount.withMountPath(attachment.directory()).build()
                : mount.withMountPath(attachment.path())
                        .withSubPath(attachment.source().persistentVolumeClaim().path())
                        .build();
    }
}
