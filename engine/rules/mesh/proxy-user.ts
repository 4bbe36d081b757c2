import { fix, set } from "../../fixes/change";
import type { Fix } from "../../fixes/fix";
import type { Path } from "../../json";
import { numberAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { definePodRule } from "../define-rule";

/** The user that each mesh's redirection lets through, and the containers that are the mesh's own. */
const PROXY_USERS: readonly (readonly [number, RegExp, string])[] = [
  [1337, /^istio-(proxy|init|validation)$/, "Istio"],
  [2102, /^linkerd-(proxy|init|network-validator)$/, "Linkerd"],
];

/** Another user, and the promise that it is not root, so that the pod loses nothing that the user's number gave it. */
function runAsOther(path: Path): Fix {
  return fix(
    "harden",
    "Run as user 10001",
    set(path, 10001),
    set([...path.slice(0, -1), "runAsNonRoot"], true),
  );
}

/** Source: Istio "Application requirements" (UID 1337 is not captured; IST0144); Linkerd proxy-init (2102). */
export const proxyUser = definePodRule({
  id: "mesh/proxy-user",
  title: "Container runs as the mesh proxy's user",
  severity: "high",
  why: "Traffic of the proxy's user is not captured, or it would loop. An application with that user talks past the mesh: no mutual TLS, no policy, no telemetry.",
  remediation: "Run the application as another user.",
  standards: { mitre: ["T1562"], owasp: ["K07"] },
  controls: ["app-runs-as-uid-1337-bypasses-proxy"],
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    const podUser = numberAt(pod.spec, "securityContext", "runAsUser");
    const found = PROXY_USERS.find((each) => each[0] === podUser);
    if (found) {
      const path = pod.at("securityContext", "runAsUser");
      report({
        path,
        message: `user ${found[0]} is that of ${found[2]}'s proxy, whose traffic goes past the mesh`,
        fixes: [runAsOther(path)],
      });
    }
    for (const container of pod.containers) {
      const user = numberAt(container.spec, "securityContext", "runAsUser");
      const match = PROXY_USERS.find((each) => each[0] === user);
      if (!match || match[1].test(container.name ?? "")) continue;
      const path = container.at("securityContext", "runAsUser");
      report({
        path,
        message: `${describeContainer(container)} runs as user ${user} of ${match[2]}'s proxy, whose traffic goes past the mesh`,
        fixes: [runAsOther(path)],
      });
    }
  },
});
