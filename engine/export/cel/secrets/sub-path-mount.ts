import type { PolicySource } from "../../policy-source";
import { CONTAINER, perContainer } from "../expressions";

/** Mounts by subPath of what is rotated. */
export const subPathMountPolicy: PolicySource = {
  rule: "secrets/sub-path-mount",
  match: "pods",
  offences: perContainer(
    `c.?volumeMounts.orValue([]).filter(m, (m.?subPath.orValue('') != '' || m.?subPathExpr.orValue('') != '') && variables.volumes.exists(v, v.?name.orValue('') == m.?name.orValue('') && (v.?secret.hasValue() || v.?csi.?driver.orValue('') == 'secrets-store.csi.k8s.io' || v.?projected.?sources.orValue([]).exists(s, s.?serviceAccountToken.hasValue() || s.?secret.hasValue())))).map(m, ${CONTAINER} + ' at ' + string(m.?mountPath.orValue('')))`,
  ),
};
