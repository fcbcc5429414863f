/** From a file to a checked spec: what the API server would say of it is said here in the same words. */
@NullMarked
package dev.loadstone.cli.manifest;

import org.jspecify.annotations.NullMarked;
