/** The parts of a workload manifest that a test cares about, as YAML lines without indentation. */
export interface WorkloadParts {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly image?: string;
  /** Lines of the workload's spec, beside selector and template. */
  readonly spec?: string;
  /** Lines of the pod spec, beside the containers. */
  readonly pod?: string;
  /** Lines of the one container, beside name and image. */
  readonly container?: string;
}

/** A workload (a Deployment unless told otherwise) with one container `web`, as YAML. */
export function workload(parts: WorkloadParts = {}): string {
  const { kind = "Deployment", apiVersion = "apps/v1", name = "web", namespace } = parts;
  const { image = "registry.example/web:1.4.2", spec = "", pod = "", container = "" } = parts;
  return [
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    "metadata:",
    `  name: ${name}`,
    ...(namespace === undefined ? [] : [`  namespace: ${namespace}`]),
    "spec:",
    ...indent(spec, 2),
    "  selector:",
    "    matchLabels:",
    `      app: ${name}`,
    "  template:",
    "    metadata:",
    "      labels:",
    `        app: ${name}`,
    "    spec:",
    ...indent(pod, 6),
    "      containers:",
    "        - name: web",
    `          image: ${image}`,
    ...indent(container, 10),
    "",
  ].join("\n");
}

function indent(lines: string, by: number): string[] {
  return lines === "" ? [] : lines.split("\n").map((line) => " ".repeat(by) + line);
}
