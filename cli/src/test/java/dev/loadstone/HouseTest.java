package dev.loadstone;

import dev.loadstone.house.ImportRules;
import dev.loadstone.house.Sizes;
import dev.loadstone.house.SourceRules;
import org.junit.jupiter.api.Test;

class HouseTest {
    @Test
    void sizes() {
        Sizes.check();
    }

    @Test
    void sizesOfTheWholeHouse() {
        Sizes.checkSpread("crds", "runner", "operator", "cli", "examples/shop", "bench");
    }

    @Test
    void sources() {
        new SourceRules().check();
    }

    @Test
    void imports() {
        ImportRules.check();
    }
}
