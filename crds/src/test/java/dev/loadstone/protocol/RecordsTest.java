package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private final Map<Class<?>, Record> examples = new HashMap<>();

    @Test
    void noComponentIsNullUnlessItSaysSo() throws ReflectiveOperationException {
        Stream.of(
                        Samples.plan(),
                        Samples.report(),
                        Samples.answer(),
                        Samples.commands(),
                        WideSamples.plan(),
                        WideSamples.report(),
                        WideSamples.answer(),
                        new RunnerSummary(
                                RunnerSummary.VERSION,
                                new RunId("test", 1),
                                0,
                                "boot",
                                Reduction.NONE,
                                Interval.sum(List.of()),
                                null,
                                ""),
                        new Expression.FileContent("photo"),
                        new Slice(0, 2))
                .forEach(this::collect);
        assertThat(examples.keySet())
                .as("records that this test has an example of")
                .containsAll(recordClasses());
        for (Record example : examples.values()) {
            RecordComponent[] components = example.getClass().getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                boolean nullable = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
                if (!nullable && !components[i].getType().isPrimitive()) {
                    assertNeeded(example, i);
                }
            }
        }
    }

    private static void assertNeeded(Record example, int index) throws ReflectiveOperationException {
        RecordComponent[] components = example.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            components[i].getAccessor().setAccessible(true);
            values[i] = i == index ? null : components[i].getAccessor().invoke(example);
        }
        Constructor<?> constructor = example.getClass()
                .getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
        constructor.setAccessible(true);
        try {
            Object made = constructor.newInstance(values);
            assertThat(components[index].getAccessor().invoke(made))
                    .as("default of %s of %s", components[index].getName(), example.getClass())
                    .isNotNull();
        } catch (InvocationTargetException e) {
            assertThat(e.getCause())
                    .as("%s with null for %s", example.getClass(), components[index].getName())
                    .isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class);
        }
    }

    private void collect(Object value) {
        switch (value) {
            case Collection<?> many -> many.forEach(this::collect);
            case Map<?, ?> map ->
                map.forEach((key, each) -> {
                    collect(key);
                    collect(each);
                });
            case Record one -> {
                examples.put(one.getClass(), one);
                for (RecordComponent component : one.getClass().getRecordComponents()) {
                    collect(componentOf(one, component));
                }
            }
            case null, default -> {}
        }
    }

    private static @Nullable Object componentOf(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Class<?>> recordClasses() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.loadstone.protocol")
                        .stream()
                        .filter(each -> each.isRecord() && each.getModifiers().contains(JavaModifier.PUBLIC))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }
}
