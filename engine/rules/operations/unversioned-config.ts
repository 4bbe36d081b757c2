import { fix, remove } from "../../fixes/change";
import { booleanAt, mapsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: kustomize documentation, `generatorOptions`: the hash in the name makes each content a version. */
export const unversionedConfig = defineResourceRule({
  id: "operations/unversioned-config",
  title: "Generated configuration has no version in its name",
  severity: "low",
  why: "A change overwrites the ConfigMap in place: running pods read the new values at once or never, and a rollback of the workload brings back the program but not its configuration.",
  remediation: "Leave the hash suffix on, so that every content has its own name.",
  fixable: true,
  since: "0.1.0",
  appliesTo: ["kustomize.config.k8s.io/Kustomization"],
  check({ resource, report }) {
    const { object } = resource;
    const generators = ["configMapGenerator", "secretGenerator"].flatMap((list) =>
      mapsAt(object, list).map(({ index, value }) => ({
        path: [list, index, "options", "disableNameSuffixHash"],
        value,
      })),
    );
    const general = ["generatorOptions", "disableNameSuffixHash"];
    const message =
      "without the hash suffix a change overwrites the old content, so a rollback cannot return to it";
    if (booleanAt(object, ...general) === true && generators.length > 0)
      report({
        path: general,
        message,
        fixes: [
          fix(
            "harden",
            "Leave the hash suffix on (references outside the kustomization break)",
            remove(general),
          ),
        ],
      });
    for (const { path, value } of generators) {
      if (booleanAt(value, "options", "disableNameSuffixHash") === true)
        report({
          path,
          message,
          fixes: [
            fix(
              "harden",
              "Leave the hash suffix on (references outside the kustomization break)",
              remove(path),
            ),
          ],
        });
    }
  },
});
