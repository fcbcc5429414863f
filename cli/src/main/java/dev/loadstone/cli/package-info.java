/** The command {@code loadstone}: a manifest, run where one is. */
@NullMarked
package dev.loadstone.cli;

import org.jspecify.annotations.NullMarked;
