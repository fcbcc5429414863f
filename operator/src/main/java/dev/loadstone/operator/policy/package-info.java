/** What a run may do: what policies and the defaults allow, held against a spec and its plan. */
@NullMarked
package dev.loadstone.operator.policy;

import org.jspecify.annotations.NullMarked;
