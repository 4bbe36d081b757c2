import type { JsonObject } from "../../engine/json";
import type { Draw } from "../cluster/prediction-cases";

/** The object that expressions are asked about. */
export const CEL_OBJECT: JsonObject = {
  kind: "Deployment",
  metadata: { name: "web-1", labels: { app: "web", tier: "front" }, annotations: {} },
  spec: {
    replicas: 3,
    paused: false,
    ratio: 0.5,
    ports: [80, 443, 8080],
    args: ["--debug", "--port=80", ""],
    nothing: null,
    containers: [
      { name: "app", image: "registry.example/team/web:1.2", limits: { cpu: "500m", memory: "1Gi" } },
      { name: "side", image: "docker.io/proxy@sha256:abc", env: [{ name: "A", value: "é" }] },
    ],
  },
};

const TEXTS = ["'web-1'", "'app'", "''", "'a,b'", "'é'", "'500m'", "'10.0.0.1'", "'WEB'", "'b'", "'\\n'"];
const PATTERNS = [
  "'^[a-z]+$'",
  "'web'",
  "'-[0-9]$'",
  "'^(a|b),?'",
  "'[[:upper:]]{2,}'",
  "'\\\\.\\\\d'",
  "'^$'",
];
const TEXT_FIELDS = [
  "object.metadata.name",
  "object.kind",
  "object.spec.containers[0].image",
  "object.spec.containers[1].name",
  "object.metadata.labels.app",
  "object.metadata.labels['tier']",
  "object.metadata.?labels.?none.orValue('none')",
  "object.spec.args[1]",
  "object.metadata.labels.missing",
];
const NUMBER_FIELDS = [
  "object.spec.replicas",
  "object.spec.ports[0]",
  "object.spec.ports[7]",
  "size(object.spec.ports)",
  "object.spec.containers.size()",
  "object.spec.?maximum.orValue(5)",
];
const LISTS = [
  "object.spec.args",
  "['a', 'b', 'web-1']",
  "object.metadata.name.split('-')",
  "object.spec.containers.map(c, c.name)",
];

/** A boolean expression; most of them are understood by the API server. */
export function generateExpression(draw: Draw, depth = 3): string {
  const pick = (list: readonly string[]) => draw.pick(list as [string, ...string[]]);
  const less = depth - 1;
  const number = (left: number): string =>
    left <= 0
      ? pick(["0", "1", "2", "-3", ...NUMBER_FIELDS])
      : pick([
          `(${number(left - 1)} ${pick(["+", "-", "*", "/", "%"])} ${number(left - 1)})`,
          `size(${text(left - 1)})`,
          `${text(left - 1)}.indexOf(${text(0)})`,
          `int(${pick(["'12'", "'x'", "'-7'", "2.9"])})`,
          ...NUMBER_FIELDS,
        ]);
  const text = (left: number): string =>
    left <= 0
      ? pick([...TEXTS, ...TEXT_FIELDS])
      : pick([
          `(${text(left - 1)} + ${text(left - 1)})`,
          `${text(left - 1)}.${pick(["lowerAscii()", "upperAscii()", "trim()", "substring(1)", "charAt(0)"])}`,
          `${text(left - 1)}.replace(${text(0)}, ${text(0)})`,
          `${pick(LISTS)}.join(',')`,
          `string(${number(left - 1)})`,
          `(${generateExpression(draw, 0)} ? ${text(left - 1)} : ${text(0)})`,
          ...TEXT_FIELDS,
        ]);
  if (depth <= 0)
    return pick([
      "true",
      "false",
      "has(object.spec.replicas)",
      "has(object.spec.missing)",
      "object.spec.paused == false",
      "object.spec.nothing == null",
      "object.missing.deeper == 1",
      "'app' in object.metadata.labels",
      "object.spec.?containers.hasValue()",
      "has(object.metadata.annotations) && object.metadata.annotations.size() == 0",
    ]);
  const inner = () => generateExpression(draw, less);
  return pick([
    `(${inner()} && ${inner()})`,
    `(${inner()} || ${inner()})`,
    `!(${inner()})`,
    `(${inner()} ? ${inner()} : ${inner()})`,
    `${text(less)} ${pick(["==", "!=", "<", ">="])} ${text(less)}`,
    `${number(less)} ${pick(["==", "!=", "<", "<=", ">", ">="])} ${number(less)}`,
    `${text(less)}.${pick(["startsWith", "endsWith", "contains"])}(${text(0)})`,
    `${text(less)}.matches(${pick(PATTERNS)})`,
    `${text(less)} in ${pick(LISTS)}`,
    `${pick(LISTS)}.${pick(["all", "exists", "exists_one"])}(x, x ${pick(["==", "!="])} ${text(0)} || ${inner()})`,
    `object.spec.containers.${pick(["all", "exists"])}(c, c.${pick(["name", "image", "missing"])} ${pick(["==", "!="])} ${text(0)})`,
    `object.spec.containers.filter(c, has(c.limits)).size() == ${number(0)}`,
    `object.metadata.labels.${pick(["all", "exists"])}(k, object.metadata.labels[k] != ${text(0)})`,
    `object.spec.ports.all(i, p, p > i * ${number(0)})`,
    `quantity(${pick(["'500m'", "'1Gi'", "'x'", "object.spec.containers[0].limits.memory"])}).${pick(["isLessThan", "isGreaterThan"])}(quantity(${pick(["'1'", "'1G'", "'0.5'"])}))`,
    `isQuantity(${text(0)})`,
    `isIP(${pick(TEXTS)}) && ip(${pick(TEXTS)}).family() == 4`,
    `cidr('10.0.0.0/8').containsIP(${pick(TEXTS)})`,
    `object.spec.?${pick(["replicas", "missing"])}.${pick(["orValue(3) == 3", "hasValue()", "optMap(x, x + 1).orValue(0) == 4"])}`,
    `sets.contains(object.spec.args, [${text(0)}])`,
    `${pick(["object.spec.ports", "[3, 1, 2]"])}.${pick(["min()", "max()"])} == ${number(less)}`,
    `${number(less)} == ${pick(["1.0", "0.5", "object.spec.ratio"])}`,
    `${pick(["1", "'a'", "object.spec.replicas", "true"])} == ${pick(["1", "'a'", "object.kind", "true"])}`,
  ]);
}
