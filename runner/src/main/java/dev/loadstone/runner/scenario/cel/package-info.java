/** Conditions in CEL. No class of the library is loaded for a plan that has none. */
@NullMarked
package dev.loadstone.runner.scenario.cel;

import org.jspecify.annotations.NullMarked;
