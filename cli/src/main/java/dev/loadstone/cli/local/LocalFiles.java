package dev.loadstone.cli.local;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.cli.manifest.ConfigObjects;
import dev.loadstone.cli.manifest.Spelling;
import dev.loadstone.operator.plan.Attachment;
import dev.loadstone.operator.plan.Attachments;
import dev.loadstone.operator.plan.Problem;
import dev.loadstone.protocol.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds here what a cluster would mount: where the command line says, or beside the test in its own file. */
final class LocalFiles {
    private final Map<String, DataFile.Source> sources = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** @param given each as {@code NAME=PATH} */
    LocalFiles(LoadTestSpec spec, ConfigObjects objects, List<String> given) throws IOException {
        var places = new LinkedHashMap<String, ClusterPlace>();
        List<Attachment> attachments =
                Attachments.of(spec).stream().filter(each -> !each.isInline()).toList();
        attachments.forEach(each -> places.put(each.name(), ClusterPlace.of(each.source())));
        Map<String, Path> paths = paths(given, places.values());
        var where = new SourcePaths(spec);
        for (Attachment each : attachments) {
            ClusterPlace place = places.get(each.name());
            Path path = paths.get(place.name());
            Optional<byte[]> beside =
                    place.objectAmong(objects).map(object -> object.values().get(place.key()));
            if (path != null) {
                sources.put(each.name(), new DataFile.Mounted(path.toString()));
            } else if (beside.isPresent()) {
                sources.put(each.name(), source(beside.get()));
            } else {
                String message = place.missing(objects, "give it with --file " + place.name() + "=PATH");
                problems.add(new Problem(where.of(each.source()), message));
            }
        }
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The plan's file, at its place here. */
    DataFile here(DataFile file) {
        DataFile.Source source = sources.get(file.name());
        return source == null ? file : new DataFile(file.name(), source);
    }

    /** By name in the cluster; names may have equals signs, as paths do. */
    private Map<String, Path> paths(List<String> given, Collection<ClusterPlace> places) {
        var paths = new LinkedHashMap<String, Path>();
        for (String each : given) {
            Optional<String> name = places.stream()
                    .map(ClusterPlace::name)
                    .filter(known -> each.startsWith(known + "="))
                    .findFirst();
            if (name.isEmpty()) {
                String unknown = each.substring(0, each.indexOf('='));
                List<String> known =
                        places.stream().map(ClusterPlace::name).distinct().toList();
                problems.add(new Problem(
                        "--file " + unknown, "the manifest refers to no such file" + Spelling.hint(unknown, known)));
            } else {
                Path path = Path.of(each.substring(name.get().length() + 1));
                if (!Files.isReadable(path) || Files.isDirectory(path)) {
                    problems.add(new Problem("--file " + name.get(), "can't read " + path));
                }
                paths.put(name.get(), path);
            }
        }
        return paths;
    }

    private static DataFile.Source source(byte[] content) throws IOException {
        try {
            return new DataFile.Inline(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException e) {
            Path file = Files.createTempFile("loadstone", ".content");
            file.toFile().deleteOnExit();
            return new DataFile.Mounted(Files.write(file, content).toString());
        }
    }
}
