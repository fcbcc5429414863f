/** What happened: counted by each event loop for itself, and merged once a second into intervals. */
@NullMarked
package dev.loadstone.runner.record;

import org.jspecify.annotations.NullMarked;
