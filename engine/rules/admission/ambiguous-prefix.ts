import { fix, set } from "../../fixes/change";
import { valueAt } from "../../json";
import { listAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Gatekeeper templates whose parameters are prefixes of image names. */
const REPO_TEMPLATES = /^K8s(Allowed|Disallowed)Repos$/;

/** Sources: gatekeeper-library K8sAllowedRepos, which compares with `startswith`; Kyverno patterns with `*`. */
export const ambiguousPrefix = defineResourceRule({
  id: "admission/ambiguous-prefix",
  title: "Allowed registry is a prefix of others",
  severity: "high",
  why: "The check compares beginnings: `registry.example` also admits `registry.example.attacker.net`, which anybody may register.",
  remediation: "End the entry with a slash.",
  standards: { nsa: ["image-scanning"], mitre: ["T1036.005", "T1525"], owasp: ["K02", "K04"] },
  equivalents: { trivy: ["KSV-0124"] },
  controls: ["gatekeeper-constraint-ambiguous-prefix"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["*"],
  check({ resource, report }) {
    if (resource.group === "constraints.gatekeeper.sh" && REPO_TEMPLATES.test(resource.kind)) {
      const path = ["spec", "parameters", "repos"];
      listAt(resource.object, ...path).forEach((entry, index) => {
        if (typeof entry !== "string" || !isOpen(entry)) return;
        const at = [...path, index];
        report({
          path: at,
          message: `"${entry}" also matches registries and repositories whose names only begin so`,
          fixes: [
            fix(
              "harden",
              "End the prefix with a slash (images that matched without it are refused)",
              set(at, `${entry}/`),
            ),
          ],
        });
      });
    } else if (resource.group === "kyverno.io" && /^(Cluster)?Policy$/.test(resource.kind)) {
      for (const { index, value } of mapsAt(resource.object, "spec", "rules")) {
        for (const list of ["containers", "initContainers", "ephemeralContainers"]) {
          for (const anchor of [list, `=(${list})`]) {
            mapsAt(value, "validate", "pattern", "spec", anchor).forEach((each) => {
              const path = [
                "spec",
                "rules",
                index,
                "validate",
                "pattern",
                "spec",
                anchor,
                each.index,
                "image",
              ];
              const pattern = stringAt(valueAt(resource.object, path.slice(0, -1)), "image") ?? "";
              const open = pattern
                .split("|")
                .map((part) => part.trim())
                .find((part) => part.endsWith("*") && isOpen(part.slice(0, -1)));
              if (open)
                report({ path, message: `"${open}" also matches registries whose names only begin so` });
            });
          }
        }
      }
    }
  },
});

/** Whether a prefix may go on within the same name: it ends neither a path segment nor a tag or digest. */
function isOpen(prefix: string): boolean {
  return (
    prefix !== "" &&
    /[.:/]/.test(prefix) &&
    !/[/:@]$/.test(prefix) &&
    !/:[\w.-]+$|@sha256:/.test(prefix.slice(prefix.lastIndexOf("/")))
  );
}
