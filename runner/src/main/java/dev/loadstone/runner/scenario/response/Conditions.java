package dev.loadstone.runner.scenario.response;

import dev.loadstone.runner.scenario.cel.Formula;
import dev.loadstone.runner.scenario.cel.Formulas;
import org.jspecify.annotations.Nullable;

/** Compiles the conditions of a plan. CEL, which takes its time to load, is loaded when the first one comes. */
public final class Conditions {
    private @Nullable Formulas formulas;

    /** @throws IllegalArgumentException where it does not compile, or can't be true or false */
    public Formula truth(String source) {
        return formulas().truth(source);
    }

    /** @throws IllegalArgumentException where it does not compile, or can't be a number */
    public Formula number(String source) {
        return formulas().number(source);
    }

    private Formulas formulas() {
        Formulas loaded = formulas;
        if (loaded == null) {
            loaded = new Formulas();
            formulas = loaded;
        }
        return loaded;
    }
}
