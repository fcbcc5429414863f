@NullMarked
package dev.loadstone.operator.policy;

import org.jspecify.annotations.NullMarked;
