package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private static final AddressRules RULES = new AddressRules(
            List.of(refused("169.254.0.0/16", 0, "is link-local"), refused("10.96.0.1/32", 443, "is the API server")),
            List.of(listed("tenants", "10.1.0.0/16")),
            List.of());

    private static AddressRules.Refused refused(String range, int port, String what) {
        return new AddressRules.Refused(Cidr.parse(range), port, what);
    }

    private static AddressRules.Listed listed(String policy, String... ranges) {
        return new AddressRules.Listed(
                policy, List.of(ranges).stream().map(Cidr::parse).toList());
    }

    private static InetAddress ip(String text) {
        return InetAddress.ofLiteral(text);
    }

    private static AddressRules allowing(String... ranges) {
        return new AddressRules(RULES.refused(), RULES.denied(), List.of(listed("tenants", ranges)));
    }

    @Test
    void aRefusalSaysWhichAddressAndWhy() {
        assertThat(RULES.refusal(ip("169.254.169.254"), 80))
                .contains("169.254.169.254 is link-local; Loadstone does not send load there")
                .hasValueSatisfying(
                        sentence -> assertThat(AddressRules.isRefusal(sentence)).isTrue());
        assertThat(RULES.refusal(ip("10.1.2.3"), 80))
                .contains("10.1.2.3 is in 10.1.0.0/16, which LoadTestPolicy tenants denies; "
                        + "Loadstone does not send load there");
        assertThat(allowing("10.0.0.0/8").refusal(ip("8.8.8.8"), 80))
                .contains("8.8.8.8 is in no range that LoadTestPolicy tenants allows; "
                        + "Loadstone does not send load there");
        assertThat(RULES.refusal(ip("8.8.8.8"), 80)).isEmpty();
        assertThat(AddressRules.isRefusal("the JVM has no memory")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "::ffff:169.254.169.254",
                "::ffff:a9fe:a9fe",
                "::a9fe:a9fe",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a9fe:a9fe",
                "2002:a9fe:a9fe::1"
            })
    void anAddressInsideAnotherIsTheSame(String text) {
        assertThat(RULES.refusal(ip(text), 80)).as(text).isPresent();
    }

    @Test
    void aPortIsRefusedAlone() {
        assertThat(RULES.refusal(ip("10.96.0.1"), 443)).isPresent();
        assertThat(RULES.refusal(ip("10.96.0.1"), 8080)).isEmpty();
    }

    @Test
    void onlyARangeInsideOfARefusedOneLiftsIt() {
        assertThat(allowing("0.0.0.0/0").refusal(ip("169.254.20.10"), 80)).isPresent();
        assertThat(allowing("169.254.20.0/24").refusal(ip("169.254.20.10"), 80)).isEmpty();
        assertThat(allowing("169.254.20.0/24").refusal(ip("169.254.21.10"), 80)).isPresent();
    }

    @Test
    void whatIsDeniedIsNotLifted() {
        assertThat(allowing("10.1.2.0/24").refusal(ip("10.1.2.3"), 80)).isPresent();
    }

    @Test
    void eachOfSeveralPoliciesMustAllowIt() {
        var rules = new AddressRules(
                List.of(), List.of(), List.of(listed("one", "10.0.0.0/8"), listed("other", "10.2.0.0/16", "fd00::/8")));
        assertThat(rules.refusal(ip("10.2.3.4"), 80)).isEmpty();
        assertThat(rules.refusal(ip("10.3.3.4"), 80))
                .hasValueSatisfying(each -> assertThat(each).contains("LoadTestPolicy other"));
        assertThat(rules.refusal(ip("64:ff9b::a02:304"), 80))
                .as("10.2.3.4 by NAT64")
                .isEmpty();
    }

    /** By arithmetic on whole numbers, which is another way to come to the same. */
    @Test
    void aRangeIsAllAddressesThatBeginWithItsBits() {
        Seeded.times(2000, random -> {
            InetAddress first = any(random);
            int all = first.getAddress().length * 8;
            var range = new Cidr(first, random.nextInt(all + 1));
            InetAddress near = flipped(first, random.nextInt(all));
            boolean same = number(first)
                    .shiftRight(all - range.bits())
                    .equals(number(near).shiftRight(all - range.bits()));
            assertThat(range.contains(near)).as("%s contains %s", range, near).isEqualTo(same);
            assertThat(range.contains(first)).isTrue();
            assertThat(Cidr.parse(range.toString())).isEqualTo(range);
            var narrower = new Cidr(near, Math.min(all, range.bits() + random.nextInt(4)));
            assertThat(range.contains(narrower))
                    .as("%s contains %s", range, narrower)
                    .isEqualTo(same);
        });
    }

    private static InetAddress any(Random random) throws Exception {
        byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
        random.nextBytes(bytes);
        return InetAddress.getByAddress(bytes);
    }

    private static InetAddress flipped(InetAddress address, int bit) throws Exception {
        byte[] bytes = address.getAddress();
        bytes[bit / 8] ^= (byte) (0x80 >> bit % 8);
        return InetAddress.getByAddress(bytes);
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0/33", "fd00::/129", "10.0.0/8", "010.0.0.0/8", "10.0.0.0/", "10.0.0.0/8/8", "shop/8"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text)).withMessageContaining("10.0.0.0/8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2852039166", "169.254.43518", "0xa9fea9fe", "0251.0376.0251.0376", "0xa9.254.0251.254", "1"})
    void anotherWayToWriteAnAddressIsNoHost(String host) {
        assertThat(IpLiteral.isAlias(host)).isTrue();
        assertThat(IpLiteral.isLiteral(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "shop-1", "10.example.com", "1and1.com", "169.254.169.254", "::1"})
    void butAHostIs(String host) {
        assertThat(IpLiteral.isAlias(host)).isFalse();
    }
}
