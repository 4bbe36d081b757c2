import { mapAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { PROVIDER_CLASS, providerOf } from "./provider-class";
import { isPlaceholder } from "./secret-evidence";

/** `spec.parameters` is a map of strings: nested YAML must stand in a string. Source: SecretProviderClass CRD. */
export const providerClassParameters = defineResourceRule({
  id: "secrets/provider-class-parameters",
  title: "SecretProviderClass cannot be mounted",
  severity: "medium",
  why: "The provider refuses the class when a pod mounts it: the pod stays in ContainerCreating, and only its events tell why.",
  remediation: "Give every required parameter as a string; write the list of objects as a block (|).",
  standards: { owasp: ["K08"] },
  controls: ["secretproviderclass-content-secretobjects-sync-usepodidentity-objects-csi-volume-not-readonly"],
  since: "0.1.0",
  appliesTo: [PROVIDER_CLASS],
  check({ resource, report }) {
    const { object } = resource;
    if (stringAt(object, "spec", "provider") === undefined) {
      report({ path: ["spec", "provider"], message: "SecretProviderClass names no provider" });
      return;
    }
    const parameters = mapAt(object, "spec", "parameters");
    for (const [name, value] of Object.entries(parameters)) {
      if (typeof value === "string") continue;
      report({
        path: ["spec", "parameters", name],
        target: "key",
        message: `parameter ${name} must be a string${typeof value === "object" && value !== null ? ": put the YAML into a block (|)" : ": put it in quotes"}`,
      });
    }
    const provider = providerOf(object);
    if (!provider) return;
    const names = Object.keys(parameters);
    for (const choice of provider.required) {
      const name = choice.find((each) => parameters[each] !== undefined && parameters[each] !== "");
      const misspelt = names.find(
        (each) => !choice.includes(each) && choice.some((one) => one.toLowerCase() === each.toLowerCase()),
      );
      if (!name && !misspelt)
        report({
          path: ["spec", "parameters", choice[0] ?? ""],
          message: `provider ${provider.name} needs the parameter ${choice[0]}`,
        });
    }
    const known = [...provider.required.flat(), ...provider.optional];
    for (const name of names) {
      const right = known.find((each) => each.toLowerCase() === name.toLowerCase());
      if (right && !known.includes(name))
        report({
          path: ["spec", "parameters", name],
          target: "key",
          message: `provider ${provider.name} ignores ${name}; the parameter is ${right}`,
        });
    }
    const { vaultAuthMountPath, vaultKubernetesMountPath } = parameters;
    if (
      provider.name === "vault" &&
      vaultAuthMountPath &&
      vaultKubernetesMountPath &&
      !isPlaceholder(String(vaultAuthMountPath))
    )
      report({
        path: ["spec", "parameters", "vaultKubernetesMountPath"],
        target: "key",
        message: "vaultKubernetesMountPath and vaultAuthMountPath exclude each other",
      });
  },
});
