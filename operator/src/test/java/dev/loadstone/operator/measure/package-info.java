@NullMarked
package dev.loadstone.operator.measure;

import org.jspecify.annotations.NullMarked;
