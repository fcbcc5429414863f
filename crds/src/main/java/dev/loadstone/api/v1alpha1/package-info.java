/**
 * What users write and read: the records of the LoadTest resource, from which its schema is generated. A component that may be
 * absent is nullable; what may not be combined is said by CEL rules. It imports nothing of ours.
 */
@NullMarked
package dev.loadstone.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
