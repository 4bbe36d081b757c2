import type { Path } from "../../json";
import { listAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { imageName, parseImageReference } from "../../kubernetes/image-reference";
import { type Container, describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** Settings that name a file whose content is sent to the repository's server. */
export const SENDS = new Set(["password-file", "ssh-key-file", "github-app-private-key-file"]);

/** Where a pod's account token is mounted. */
const TOKEN = /\/serviceaccount\//;

/** Source: documentation of kubernetes/git-sync. What git-sync is told to run is the business of `image/git-sync-injection`. */
export const gitSync = defineContainerRule({
  id: "workload/git-sync",
  title: "git-sync sends the pod's token to the repository",
  severity: "high",
  why: "A token given as password goes to the repository's server, and whoever runs that server acts as the pod's account.",
  remediation: "Give git-sync credentials of the repository alone.",
  standards: { mitre: ["T1528"], owasp: ["K08"] },
  since: "0.1.0",
  check({ container, report }) {
    if (!isGitSync(container)) return;
    for (const { name, value, path } of [...flagsOf(container), ...variablesOf(container)]) {
      if (SENDS.has(name) && TOKEN.test(value)) {
        report({
          path,
          message: `${describeContainer(container)} sends the pod's account token to the repository's server as ${name}`,
        });
      }
    }
  },
});

function isGitSync({ image }: Container): boolean {
  const parsed = image?.includes("git-sync") ? parseImageReference(image) : undefined;
  return parsed !== undefined && /(^|\/)git-sync(\/git-sync)?(-[a-z0-9]+)?$/.test(imageName(parsed));
}

interface Setting {
  readonly name: string;
  readonly value: string;
  readonly path: Path;
}

function flagsOf(container: Container): Setting[] {
  const words = listAt(container.spec, "args");
  return words.flatMap((word, index) => {
    const match = typeof word === "string" ? /^--?([a-z][a-z-]*)(?:=(.*))?$/s.exec(word) : null;
    if (!match?.[1]) return [];
    const next = words[index + 1];
    return [
      {
        name: match[1],
        value: match[2] ?? (typeof next === "string" ? next : ""),
        path: container.at("args", index),
      },
    ];
  });
}

function variablesOf(container: Container): Setting[] {
  return mapsAt(container.spec, "env").flatMap(({ index, value }) => {
    const match = /^(?:GITSYNC|GIT_SYNC)_(\w+)$/.exec(stringAt(value, "name") ?? "");
    if (!match?.[1]) return [];
    return [
      {
        name: match[1].toLowerCase().replaceAll("_", "-"),
        value: stringAt(value, "value") ?? "",
        path: container.at("env", index, "name"),
      },
    ];
  });
}
