package dev.loadstone.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerGoldenTest {
    static List<GoldenFolder> sound() {
        return GoldenFolder.all("plan");
    }

    static List<GoldenFolder> unsound() {
        return GoldenFolder.all("problems");
    }

    @ParameterizedTest
    @MethodSource("sound")
    void aSoundSpecBecomesThisPlan(GoldenFolder folder) {
        PlanResult result = plan(folder.loadTest());
        assertThat(result).isInstanceOf(PlanResult.Planned.class);
        RunPlan plan = ((PlanResult.Planned) result).plan();
        folder.expect("out-plan.json", ProtocolJson.writePretty(plan) + "\n");
        assertThat(ProtocolJson.read(ProtocolJson.write(plan), RunPlan.class)).isEqualTo(plan);
    }

    @ParameterizedTest
    @MethodSource("unsound")
    void anUnsoundSpecIsRefusedForAllOfThis(GoldenFolder folder) {
        PlanResult result = plan(folder.loadTest());
        assertThat(result).isInstanceOf(PlanResult.Refused.class);
        String lines = ((PlanResult.Refused) result)
                .problems().stream().map(each -> each + "\n").collect(Collectors.joining());
        folder.expect("out-problems.txt", lines);
    }

    @Test
    void theManifestOfTheWholeLanguageBecomesThisPlan() {
        PlanResult result = plan(Manifests.everything());
        assertThat(result).isInstanceOf(PlanResult.Planned.class);
        var planned = (PlanResult.Planned) result;
        var folder = new GoldenFolder(Path.of("src/test/resources/golden/everything"));
        folder.expect("out-plan.json", ProtocolJson.writePretty(planned.plan()) + "\n");
        folder.expect("out-sizing.txt", planned.sizing() + "\n");
        assertThat(ProtocolJson.read(ProtocolJson.write(planned.plan()), RunPlan.class))
                .isEqualTo(planned.plan());
    }

    @Test
    void noGoldenFileIsUnused() {
        sound().forEach(each -> each.expectOnly(Set.of("in-loadtest.yaml", "out-plan.json")));
        unsound().forEach(each -> each.expectOnly(Set.of("in-loadtest.yaml", "out-problems.txt")));
    }

    private static PlanResult plan(LoadTest test) {
        return Planner.plan(
                test.getSpec(), "shop", test.getMetadata().getName(), new RunId("3f0f6a52-1111-4222", 7), 4711);
    }
}
