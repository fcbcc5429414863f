package dev.loadstone.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** What the load tests of some namespaces may do; cluster-scoped, as it is the cluster's owner who says it. */
@Group("loadstone.dev")
@Version("v1alpha1")
@Kind("LoadTestPolicy")
@Plural("loadtestpolicies")
@ShortNames("ltp")
@AdditionalPrinterColumn(name = "Freeze", jsonPath = ".spec.freeze", type = Type.BOOLEAN)
@AdditionalPrinterColumn(name = "Rate", jsonPath = ".spec.maxRate", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Users", jsonPath = ".spec.maxUsers", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Runners", jsonPath = ".spec.maxRunners", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Duration", jsonPath = ".spec.maxDuration", type = Type.STRING)
@AdditionalPrinterColumn(name = "Runs", jsonPath = ".spec.maxConcurrentRuns", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public class LoadTestPolicy extends CustomResource<LoadTestPolicySpec, Void> {
    private static final long serialVersionUID = 1L;

    @Required
    @Override
    public LoadTestPolicySpec getSpec() {
        return super.getSpec();
    }
}
