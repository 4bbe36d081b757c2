import { mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { imageName, parseImageReference } from "../../kubernetes/image-reference";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** Flags whose value git-sync runs as a program. */
export const RUNS = /^--?(git|exechook-command|sync-hook-command|askpass-url)(=|$)/;
/** The same as variables. */
export const RUNS_ENV =
  /^(GITSYNC_GIT|GIT_SYNC_GIT|GITSYNC_EXECHOOK_COMMAND|GIT_SYNC_HOOK_COMMAND|GITSYNC_ASKPASS_URL)$/;
/** Host keys are not checked. */
export const UNVERIFIED = /^--?ssh-known-hosts=false$/;
/** The repository is fetched without encryption. */
export const PLAIN_REPO = /^--?repo=(http|git):\/\//;

/** Source: the git-sync manual and the research on its options as a way to run code (2024). */
export const gitSyncInjection = defineContainerRule({
  id: "image/git-sync-injection",
  title: "git-sync runs or fetches what an attacker may choose",
  severity: "medium",
  why: "git-sync runs the program that these options name: who may edit the manifest or its ConfigMap runs code under another pod's identity. Without host keys or TLS the repository's content can be swapped on the way.",
  remediation:
    "Leave the git binary alone, use no hook command, and fetch over https or ssh with known hosts.",
  standards: { mitre: ["T1059", "T1195"], owasp: ["K02"] },
  equivalents: { checkov: ["CKV_K8S_159"] },
  controls: ["git-sync-command-injection", "git-sync-init-fetch"],
  since: "0.1.0",
  check({ container, report }) {
    const image = container.image ? parseImageReference(container.image) : undefined;
    if (!image || !/(^|\/)git-sync(-amd64)?$/.test(imageName(image))) return;
    const owner = describeContainer(container);
    for (const field of ["command", "args"]) {
      stringsAt(container.spec, field).forEach((argument, index) => {
        const path = container.at(field, index);
        if (RUNS.test(argument))
          report({ path, message: `${owner} lets git-sync run a program that an option names` });
        else if (UNVERIFIED.test(argument))
          report({ path, message: `${owner} fetches without checking the host key` });
        else if (PLAIN_REPO.test(argument))
          report({
            path,
            message: `${owner} fetches without encryption, so the content can be swapped on the way`,
          });
      });
    }
    for (const { index, value } of mapsAt(container.spec, "env")) {
      if (RUNS_ENV.test(stringAt(value, "name") ?? ""))
        report({
          path: container.at("env", index, "name"),
          message: `${owner} lets git-sync run a program that a variable names`,
        });
    }
  },
});
