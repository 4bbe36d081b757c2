import { RequestType } from "vscode-languageserver";
import { formatKubernetesVersion } from "../../engine/kubernetes/kubernetes-version";
import type { Level } from "../../engine/policy/configuration";
import { blockedInProduction } from "../blocking";
import type { OpenManifest } from "../open-manifests";
import type { RenderingState } from "../render/renderings";
import { runSafe } from "../run-safe";
import type { Session } from "../session";
import type { Settings } from "../settings";
import { rangeOf } from "../to-diagnostic";

/** Asks how a document stands. */
export interface StatusParams {
  readonly uri: string;
}

/** What an open document is to Rampart, and how it stands. */
export interface Status {
  /** `none`: nothing of ours in it. */
  readonly kind: "manifest" | "template" | "patch" | "none" | "excluded" | "too large";
  readonly documents: number;
  readonly resources: number;
  readonly profile: string;
  readonly kubernetesVersion: string;
  /** The environment of the configuration that the file belongs to. */
  readonly environment?: string;
  /** The editor's settings that win over the configuration here, and nowhere else; absent where none does. */
  readonly overridden?: readonly string[];
  readonly findings: Readonly<Record<Level, number>>;
  /** How many findings would block in production, whatever the profile here. */
  readonly blockedInProduction: number;
  readonly suppressed: number;
  /** How the kustomizations and charts that the file belongs to stand with the tools that render them. */
  readonly rendering: readonly RenderingState[];
  /** What is wrong in the configuration of the file, lines 0-based; the rest of it holds. */
  readonly configuration: readonly {
    readonly file: string;
    readonly line: number;
    readonly message: string;
  }[];
  /** Documents that could not be read, with the first reason of each; positions are 0-based, as in the protocol. */
  readonly unreadable: readonly { readonly range: ReturnType<typeof rangeOf>; readonly message: string }[];
}

/** `rampart/status`: `{uri}` → `Status | null`; `null` where the document is not open or not YAML or JSON. */
export const StatusRequest = new RequestType<StatusParams, Status | null, void>("rampart/status");

/** Answers `rampart/status`. */
export function startStatusRequest(session: Session): void {
  session.connection.onRequest(StatusRequest, (params) =>
    runSafe<Status | null>(session.log, "rampart/status", null, async () => {
      const manifest = await session.manifest(params.uri);
      return manifest ? statusOf(session, manifest) : null;
    }),
  );
}

function statusOf(session: Session, manifest: OpenManifest): Status {
  const { file, folder, lines } = manifest;
  const verdicts = session.judge(manifest);
  const policy = session.policies.policyFor(folder, file.file);
  const environment = session.policies.environmentOf(folder, file.file);
  const overridden = overridingSettings(session.policies.settingsOf(folder));
  const findings = { block: 0, warn: 0, hint: 0 };
  for (const verdict of verdicts) for (const { level } of verdict.findings) findings[level]++;
  return {
    kind: kindOf(session, manifest),
    documents: file.documents.length,
    resources: file.documents.reduce((sum, { resources }) => sum + resources.length, 0),
    profile: policy.profile.name,
    kubernetesVersion: formatKubernetesVersion(policy.options.kubernetesVersion),
    ...(environment === undefined ? {} : { environment }),
    ...(overridden.length > 0 ? { overridden } : {}),
    findings,
    blockedInProduction: blockedInProduction(verdicts),
    rendering: session.renderings?.statesOf(folder, file.file) ?? [],
    configuration: session.policies
      .problemsOf(folder, file.file)
      .map(({ file: name, start, message }) => ({ file: name, line: start.line, message })),
    suppressed: verdicts.reduce((sum, { suppressed }) => sum + suppressed.length, 0),
    unreadable: file.documents.flatMap(({ slice, yaml: { problems } }) =>
      problems.slice(0, 1).map(({ message, start, end }) => ({
        range: rangeOf(lines, { start: start + slice.start, end: end + slice.start }),
        message,
      })),
    ),
  };
}

/** The names of the settings by which an editor judges otherwise than the command line would. */
function overridingSettings({ selection, rules }: Settings): string[] {
  return [
    ...Object.keys(selection).map((name) => `rampart.${name}`),
    ...(Object.keys(rules).length > 0 ? ["rampart.rules"] : []),
  ];
}

function kindOf({ policies }: Session, { file, folder, isTooLarge }: OpenManifest): Status["kind"] {
  if (isTooLarge) return "too large";
  if (policies.isExcluded(folder, file.file)) return "excluded";
  const classes = new Set(file.documents.map((document) => document.class));
  if (classes.has("resources")) return "manifest";
  if (classes.has("patch")) return "patch";
  return file.documents.some(({ yaml }) => yaml.template) ? "template" : "none";
}
