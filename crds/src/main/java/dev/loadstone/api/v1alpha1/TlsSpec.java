package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Whom to trust, and who to be, over TLS. */
@ValidationRule(value = "has(self.certificate) == has(self.key)", message = "tls.certificate and tls.key go together")
@ValidationRule(
        value = "!has(self.key) || !has(self.key.inline)",
        message = "tls.key can not be inline: a private key belongs into a Secret")
public record TlsSpec(
        @JsonPropertyDescription("Certificates (PEM) of the authorities to trust, in place of the well-known ones.")
        @Nullable
        SourceSpec ca,

        @JsonPropertyDescription("Certificate (PEM) to show to the target, with its chain.") @Nullable
        SourceSpec certificate,

        @JsonPropertyDescription("Private key (PEM, PKCS #8) of the certificate; not inline.") @Nullable
        SourceSpec key,

        @JsonPropertyDescription("Name to ask for and to verify, in place of the host.")
        @Size(min = 1, max = 253)
        @Nullable
        String serverName,

        @JsonPropertyDescription(
                "True: any certificate will do. Only for tests of systems that have none of their own.")
        @Default("false")
        Boolean insecureSkipVerify) {
    public TlsSpec {
        insecureSkipVerify = insecureSkipVerify == null ? false : insecureSkipVerify;
    }
}
