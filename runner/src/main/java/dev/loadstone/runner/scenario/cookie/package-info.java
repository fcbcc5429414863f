/** What a user keeps of what servers set: cookies as RFC 6265 has them. */
@NullMarked
package dev.loadstone.runner.scenario.cookie;

import org.jspecify.annotations.NullMarked;
