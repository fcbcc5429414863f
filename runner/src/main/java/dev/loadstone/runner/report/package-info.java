/** Telling the operator: pushes of reports, and what their answers command. */
@NullMarked
package dev.loadstone.runner.report;

import org.jspecify.annotations.NullMarked;
