import type { LiveRow } from "../posture/live-row";
import { commandRow } from "../posture/survey-rows";
import { commandLine } from "../transport/command-line";
import type { AksCheck, AksPosture } from "./aks-posture";

const ORDER: readonly AksCheck["answer"][] = ["bad", "cannot see", "good"];

/** What `az aks show` says of a cluster: the settings that want a look first, then its pools. */
export function aksRows({ name, version, checks, pools }: AksPosture): LiveRow {
  const bad = checks.filter(({ answer }) => answer === "bad").length;
  return {
    key: "aks",
    mark: "section",
    label: "AKS",
    description: `${name}${version === undefined ? "" : ` ${version}`}: ${bad === 0 ? "nothing to put right" : `${bad} to put right`}`,
    rows: [
      ...ORDER.flatMap((answer) => checks.filter((check) => check.answer === answer)).map(checkRow),
      ...pools.map(
        (pool): LiveRow => ({
          key: `pool ${pool.name}`,
          mark: pool.nodePublicIp ? "bad" : "fact",
          label: `Pool ${pool.name}`,
          description: [
            pool.mode,
            pool.version ?? "",
            pool.subnet === undefined ? "subnet made by AKS" : `subnet ${pool.subnet.replace(/^.*\//, "")}`,
            ...(pool.nodePublicIp ? ["public addresses"] : []),
          ]
            .filter((part) => part !== "")
            .join(", "),
        }),
      ),
    ],
  };
}

/**
 * Why nothing is known of an AKS cluster beside what its API server tells, and the command that would tell.
 *
 * @param name absent where the kubeconfig does not say which cluster it is
 */
export function aksProblemRow(
  problem: string,
  name: { readonly group: string; readonly cluster: string } | undefined,
): LiveRow {
  const { group = "GROUP", cluster = "CLUSTER" } = name ?? {};
  return {
    key: "aks",
    mark: "unknown",
    label: "AKS",
    description: problem,
    rows: [
      commandRow(
        commandLine("az", "aks", "show", "--resource-group", group, "--name", cluster, "--output", "json"),
      ),
    ],
  };
}

function checkRow({ id, title, severity, answer, detail, command }: AksCheck): LiveRow {
  return {
    key: id,
    mark: answer === "good" ? "good" : answer === "bad" ? (severity === "low" ? "hint" : "bad") : "unknown",
    label: title,
    description: detail,
    tooltip: [`${title}: ${detail}`, ...(command === undefined ? [] : [command])],
    ...(command === undefined ? {} : { rows: [commandRow(command)] }),
  };
}
