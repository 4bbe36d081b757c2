import { fix, remove } from "../../fixes/change";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** Source: the last of several variables of one name wins (kubelet); server-side apply refuses them (merge key `name`). */
export const duplicateEnv = defineContainerRule({
  id: "resources/duplicate-env",
  title: "Environment variable is set twice",
  severity: "low",
  why: "The last one wins without a word, so a reviewer reads a value that the program never sees; server-side apply fails.",
  remediation: "Keep one of the two.",
  equivalents: {
    "kube-linter": ["duplicate-env-var"],
    kubescape: ["C-0295"],
    "kube-score": ["environment-variable-key-duplication"],
  },
  controls: ["duplicate-env-var"],
  fixable: true,
  since: "0.1.0",
  check({ container, report }) {
    const seen = new Map<string, number>();
    const variables = mapsAt(container.spec, "env");
    for (const { index, value } of variables) {
      const name = stringAt(value, "name");
      if (!name) continue;
      const earlier = seen.get(name);
      seen.set(name, index);
      if (earlier === undefined) continue;
      // Between the two, another variable may have been made of the first by `$(NAME)`.
      const isRead = variables.some(
        (each) => each.index > earlier && stringAt(each.value, "value")?.includes(`$(${name})`),
      );
      report({
        path: container.at("env", index, "name"),
        message: `${describeContainer(container)} sets the variable ${name} twice; this one wins`,
        related: [{ path: container.at("env", earlier, "name"), message: "set here before, without effect" }],
        fixes: isRead
          ? []
          : [fix("safe", `Remove the ${name} that has no effect`, remove(container.at("env", earlier)))],
      });
    }
  },
});
