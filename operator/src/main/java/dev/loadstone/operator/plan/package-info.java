/** From a spec to a RunPlan, pure: all that is left open is resolved here, and all that is wrong is said here. */
@NullMarked
package dev.loadstone.operator.plan;

import org.jspecify.annotations.NullMarked;
