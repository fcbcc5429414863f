/** What the operator tells of itself: meters, health, events. */
@NullMarked
package dev.loadstone.operator.observe;

import org.jspecify.annotations.NullMarked;
