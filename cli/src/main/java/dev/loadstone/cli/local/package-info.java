/** A run in this process: the operator's plan, collector, report and verdict around the runner of the cluster. */
@NullMarked
package dev.loadstone.cli.local;

import org.jspecify.annotations.NullMarked;
