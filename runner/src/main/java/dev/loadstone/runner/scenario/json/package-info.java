/** JSON as bytes: values at paths, elements and strings, found without building a tree. */
@NullMarked
package dev.loadstone.runner.scenario.json;

import org.jspecify.annotations.NullMarked;
