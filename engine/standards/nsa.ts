import type { StandardEdition } from "./standard";

/** NSA/CISA Kubernetes Hardening Guide 1.2. It numbers nothing: the ids are ours, one for each of its subjects. */
export const NSA: StandardEdition = {
  name: "nsa",
  edition: "1.2",
  title: "NSA/CISA Kubernetes Hardening Guide 1.2",
  key: "nsa",
  controls: [
    { id: "non-root", title: "Containers run as another user than root" },
    { id: "immutable-file-systems", title: "Containers cannot write to their image" },
    { id: "image-scanning", title: "Images are trusted, pinned and scanned" },
    { id: "privileged", title: "Pods hold no privileges, and something enforces it" },
    { id: "host-access", title: "Pods do not reach into the node" },
    { id: "rbac", title: "Accounts and roles hold what they need" },
    { id: "network-policies", title: "Network policies separate" },
    { id: "resource-limits", title: "Resources are limited" },
    { id: "control-plane", title: "The control plane is closed" },
    { id: "secrets-encryption", title: "Secrets are encrypted and not copied" },
    { id: "tls", title: "Traffic is encrypted" },
    { id: "audit-logging", title: "What happens is logged and looked at" },
    { id: "patching", title: "Hosts and components are patched", undecidable: "on the node" },
  ],
};
