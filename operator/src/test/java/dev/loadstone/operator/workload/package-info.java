@NullMarked
package dev.loadstone.operator.workload;

import org.jspecify.annotations.NullMarked;
