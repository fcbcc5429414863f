/** What a person sees: the line that moves, and the summary at the end. */
@NullMarked
package dev.loadstone.cli.console;

import org.jspecify.annotations.NullMarked;
