import { mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: Argo CD documentation, "Projects": the project default allows every source, destination and kind. */
export const openProject = defineResourceRule({
  id: "operations/open-project",
  title: "Argo CD project allows everything",
  severity: "medium",
  why: "Whoever may write to any repository of the project deploys anything anywhere, cluster roles included, with the controller's rights.",
  remediation:
    "Give the team a project that names its repositories and namespaces, and let no cluster-wide kinds in.",
  standards: { mitre: ["T1195", "T1078"], owasp: ["K02", "K03"] },
  equivalents: { kyverno: ["application-prevent-default-project"] },
  controls: ["tekton-bundles-flux-sources-argo-projects"],
  since: "0.1.0",
  appliesTo: ["argoproj.io/Application", "argoproj.io/AppProject"],
  check({ resource, report }) {
    const { object } = resource;
    if (resource.kind === "Application") {
      const path = ["spec", "project"];
      if (["default", ""].includes(stringAt(object, ...path) ?? ""))
        report({
          path,
          severity: "low",
          message:
            "the application belongs to the project default, which allows every source and destination",
        });
      return;
    }
    const anySource = stringsAt(object, "spec", "sourceRepos").includes("*");
    const destinations = mapsAt(object, "spec", "destinations");
    const everywhere = destinations.find(
      ({ value }) =>
        stringAt(value, "namespace") === "*" &&
        ["*", undefined].includes(stringAt(value, "server") ?? stringAt(value, "name")),
    );
    if (anySource && everywhere)
      report({
        path: ["spec", "sourceRepos"],
        message: "the project takes any repository and deploys it anywhere",
      });
    for (const { index, value } of mapsAt(object, "spec", "clusterResourceWhitelist")) {
      if (stringAt(value, "group") === "*" && stringAt(value, "kind") === "*")
        report({
          path: ["spec", "clusterResourceWhitelist", index, "kind"],
          message: "the project may deploy every cluster-wide kind, cluster roles included",
        });
    }
  },
});
