package dev.loadstone.shop;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that prove a text, such as an email, by a signature alone, so that replicas need no common memory. For one
 * thread.
 */
final class Tokens {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    Tokens(String key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    String issue(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(bytes) + "." + encoder.encodeToString(mac.doFinal(bytes));
    }

    /** The text of a token, or nothing where none of this key signed it. */
    Optional<String> text(String token) {
        int dot = token.indexOf('.');
        if (dot < 1) {
            return Optional.empty();
        }
        try {
            var decoder = Base64.getUrlDecoder();
            byte[] text = decoder.decode(token.substring(0, dot));
            byte[] signature = decoder.decode(token.substring(dot + 1));
            return MessageDigest.isEqual(mac.doFinal(text), signature)
                    ? Optional.of(new String(text, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
