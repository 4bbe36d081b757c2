import { isObject, type JsonValue, type Path } from "../../json";
import { FILE_KINDS } from "../../kubernetes/classify";
import { defineResourceRule } from "../define-rule";
import { isSecret } from "./secret-evidence";

/** The keys under which pipelines keep variables, at any depth: `env` of GitHub and Azure, `variables` of GitLab and Azure. */
const HOLDERS = new Set(["env", "variables", "with"]);

/** Points at keys, never at values. */
export const literalInPipeline = defineResourceRule({
  id: "secrets/literal-in-pipeline",
  title: "Secret in clear in a pipeline variable",
  severity: "high",
  why: "A pipeline's file is read by everybody who may read the code, and its variables by every step, action and log of the run.",
  remediation:
    "Change the credential and take it from the pipeline's secret store, or better log in by workload identity federation.",
  standards: { mitre: ["T1552.001"], owasp: ["K08"] },
  since: "0.1.0",
  appliesTo: [FILE_KINDS.githubWorkflow, FILE_KINDS.gitlabPipeline, FILE_KINDS.azurePipeline],
  check({ resource, report }) {
    const say = (path: Path, name: string) =>
      report({ path, target: "key", message: `pipeline variable ${name} is a secret in clear` });
    const judgeHolder = (holder: JsonValue | undefined, path: Path): void => {
      if (Array.isArray(holder))
        holder.forEach((item, index) => {
          if (!isObject(item) || typeof item.name !== "string" || typeof item.value !== "string") return;
          if (isSecret(item.name, item.value)) say([...path, index, "value"], item.name);
        });
      else if (isObject(holder))
        for (const [name, value] of Object.entries(holder)) {
          if (typeof value === "string" && isSecret(name, value)) say([...path, name], name);
          else if (isObject(value) && typeof value.value === "string" && isSecret(name, value.value))
            say([...path, name, "value"], name);
        }
    };
    const visit = (value: JsonValue | undefined, path: Path): void => {
      if (Array.isArray(value)) {
        for (const [index, item] of value.entries()) visit(item, [...path, index]);
      } else if (isObject(value))
        for (const [key, child] of Object.entries(value)) {
          if (HOLDERS.has(key)) judgeHolder(child, [...path, key]);
          else visit(child, [...path, key]);
        }
    };
    visit(resource.object, []);
  },
});
