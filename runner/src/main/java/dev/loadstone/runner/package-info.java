/** The process that makes load: it does its slice of a plan and reports what happened. */
@NullMarked
package dev.loadstone.runner;

import org.jspecify.annotations.NullMarked;
