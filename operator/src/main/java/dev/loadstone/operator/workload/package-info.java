/** From a RunPlan to Kubernetes manifests, pure. */
@NullMarked
package dev.loadstone.operator.workload;

import org.jspecify.annotations.NullMarked;
