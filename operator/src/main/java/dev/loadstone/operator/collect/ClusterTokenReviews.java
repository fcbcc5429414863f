package dev.loadstone.operator.collect;

import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the API server by TokenReview. */
public final class ClusterTokenReviews implements TokenReviews {
    private static final String POD_NAME = "authentication.kubernetes.io/pod-name";
    private static final String POD_UID = "authentication.kubernetes.io/pod-uid";
    private static final String ACCOUNT_PREFIX = "system:serviceaccount:";

    private final KubernetesClient client;

    public ClusterTokenReviews(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Review review(String token) {
        TokenReview asked = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .withAudiences(AUDIENCE)
                .endSpec()
                .build();
        try {
            return read(client.tokenReviews().create(asked).getStatus());
        } catch (KubernetesClientException e) {
            return new Away(e.getMessage());
        }
    }

    /** The API server leaves it to us to look for our audience in what it returns. */
    static Review read(@Nullable TokenReviewStatus status) {
        if (status == null) {
            return new Away("the answer has no status");
        }
        if (!Boolean.TRUE.equals(status.getAuthenticated())) {
            return new Refused("the token is not valid for audience " + AUDIENCE);
        }
        if (status.getAudiences() == null || !status.getAudiences().contains(AUDIENCE)) {
            return new Refused("the token is for another audience");
        }
        String[] account = status.getUser().getUsername().split(":");
        Map<String, List<String>> extra = status.getUser().getExtra() == null
                ? Map.of()
                : status.getUser().getExtra();
        List<String> name = extra.getOrDefault(POD_NAME, List.of());
        List<String> uid = extra.getOrDefault(POD_UID, List.of());
        boolean bound = name.size() == 1 && uid.size() == 1;
        if (!bound || account.length != 4 || !status.getUser().getUsername().startsWith(ACCOUNT_PREFIX)) {
            return new Refused("the token is not bound to a pod");
        }
        return new Genuine(account[2], name.getFirst(), uid.getFirst());
    }
}
