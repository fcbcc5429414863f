/** What users would do on a real cluster: install, apply, watch, break, delete. */
@NullMarked
package dev.loadstone.cluster;

import org.jspecify.annotations.NullMarked;
