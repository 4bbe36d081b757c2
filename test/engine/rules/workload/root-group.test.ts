import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/root-group", [
  {
    title: "the pod's groups",
    text: workload({ pod: "securityContext: { runAsGroup: 0, fsGroup: 0, supplementalGroups: [1000, 0] }" }),
    finds: [
      "low spec.template.spec.securityContext.runAsGroup > 0",
      "low spec.template.spec.securityContext.fsGroup > 0",
      "low spec.template.spec.securityContext.supplementalGroups.1 > 0",
    ],
    says: [
      "the pod uses the group root: runAsGroup is 0",
      "the pod uses the group root: fsGroup is 0",
      "the pod joins the group root: supplementalGroups lists 0",
    ],
    fixes: [
      ["unsafe", "remove spec.template.spec.securityContext.runAsGroup"],
      ["unsafe", "remove spec.template.spec.securityContext.fsGroup"],
      ["unsafe", "remove spec.template.spec.securityContext.supplementalGroups.1"],
    ],
  },
  {
    title: "the container's group",
    text: workload({ container: "securityContext: { runAsGroup: 0 }" }),
    finds: ["low spec.template.spec.containers.0.securityContext.runAsGroup > 0"],
    says: ['container "web" runs with the group root: runAsGroup is 0'],
    fixes: [["unsafe", "remove spec.template.spec.containers.0.securityContext.runAsGroup"]],
  },
  {
    title: "other groups",
    text: workload({
      pod: "securityContext: { runAsGroup: 1000, fsGroup: 1000, supplementalGroups: [1000] }",
    }),
    finds: [],
  },
]);
