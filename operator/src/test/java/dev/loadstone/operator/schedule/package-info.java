@NullMarked
package dev.loadstone.operator.schedule;

import org.jspecify.annotations.NullMarked;
