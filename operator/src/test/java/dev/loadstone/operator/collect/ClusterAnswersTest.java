package dev.loadstone.operator.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.operator.collect.TokenReviews.Genuine;
import dev.loadstone.operator.collect.TokenReviews.Refused;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatusBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read from a TokenReview's answer and from a pod's metadata. */
class ClusterAnswersTest {
    private static final String ACCOUNT = "system:serviceaccount:shop:default";

    private static TokenReviewStatus status(String user, String... audiences) {
        return new TokenReviewStatusBuilder()
                .withAuthenticated(true)
                .withAudiences(audiences)
                .withNewUser()
                .withUsername(user)
                .withExtra(Map.of(
                        "authentication.kubernetes.io/pod-name", List.of("catalogue-1-0"),
                        "authentication.kubernetes.io/pod-uid", List.of("u1")))
                .endUser()
                .build();
    }

    @Test
    void takesATokenForOurAudienceThatIsBoundToAPod() {
        assertThat(ClusterTokenReviews.read(status(ACCOUNT, "loadstone")))
                .isEqualTo(new Genuine("shop", "catalogue-1-0", "u1"));
    }

    @Test
    void refusesEverythingElse() {
        TokenReviewStatus unbound = status(ACCOUNT, "loadstone");
        unbound.getUser().setExtra(null);
        for (TokenReviewStatus status : List.of(
                new TokenReviewStatusBuilder().withAuthenticated(false).build(),
                new TokenReviewStatus(),
                status(ACCOUNT, "https://kubernetes.default.svc"),
                status(ACCOUNT),
                status("system:node:node-a", "loadstone"),
                status("a:b:c:d", "loadstone"),
                unbound)) {
            assertThat(ClusterTokenReviews.read(status)).as("%s", status).isInstanceOf(Refused.class);
        }
    }

    private static PodBuilder pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("catalogue-1-0")
                .withUid("u1")
                .withLabels(Map.of(
                        "loadstone.dev/test-uid", Reports.RUN.test(),
                        "loadstone.dev/run", "2",
                        "batch.kubernetes.io/job-completion-index", "3"))
                .addNewOwnerReference()
                .withKind("Job")
                .withName("catalogue-1")
                .withController(true)
                .endOwnerReference()
                .endMetadata();
    }

    @Test
    void readsARunnerFromItsPod() {
        assertThat(ClusterRunnerPods.runner(pod().build())).contains(new RunnerPod("shop", Reports.RUN, 3));
    }

    @Test
    void takesNoPodThatTheOperatorDidNotMake() {
        Pod alone = pod().editMetadata()
                .withOwnerReferences(List.of())
                .endMetadata()
                .build();
        Pod ofSomethingElse = pod().build();
        ofSomethingElse.getMetadata().getOwnerReferences().getFirst().setKind("ReplicaSet");
        Pod withoutIndex = pod().editMetadata()
                .removeFromLabels("batch.kubernetes.io/job-completion-index")
                .endMetadata()
                .build();
        Pod nonsense = pod().editMetadata()
                .addToLabels("loadstone.dev/run", "two")
                .endMetadata()
                .build();
        for (Pod pod : List.of(alone, ofSomethingElse, withoutIndex, nonsense)) {
            assertThat(ClusterRunnerPods.runner(pod)).as("%s", pod).isEmpty();
        }
    }
}
