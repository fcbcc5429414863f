@NullMarked
package dev.loadstone.operator.loadtest;

import org.jspecify.annotations.NullMarked;
