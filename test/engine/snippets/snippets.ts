import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expandSnippet } from "./expand-snippet";

/** One snippet as VS Code reads it, and what it inserts. */
export interface TestSnippet {
  /** The file's name without its ending: a layer. */
  readonly layer: string;
  readonly title: string;
  readonly prefix: string;
  readonly description: string;
  /** With tab stops. */
  readonly body: string;
  /** With every default taken. */
  readonly text: string;
  /** A whole manifest: the text itself, or the frame in which a part of a pod stands. */
  readonly manifest: string;
  /** Whether the text is a part of a pod. */
  readonly isPart: boolean;
}

/** The folder of the snippets. */
export const SNIPPET_FOLDER = join(__dirname, "../../../snippets");

/** Parts of a pod by prefix: the indentation and the place where an author would insert them. */
const PARTS: Readonly<Record<string, { readonly indent: number; readonly at: PartPlace }>> = {
  "rampart-container": { indent: 4, at: "container" },
  "rampart-security-context": { indent: 6, at: "security-context" },
  "rampart-pod-security-context": { indent: 2, at: "pod-security-context" },
  "rampart-token-volume": { indent: 4, at: "volume" },
  "rampart-secret-volume": { indent: 4, at: "volume" },
};

type PartPlace = "container" | "security-context" | "pod-security-context" | "volume";

/** Reads every snippet, in the order of the files' names. */
export function loadSnippets(): TestSnippet[] {
  return readdirSync(SNIPPET_FOLDER)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .flatMap((name) => {
      const file: unknown = JSON.parse(readFileSync(join(SNIPPET_FOLDER, name), "utf8"));
      return Object.entries(file as object).map(([title, { prefix, description, body }]): TestSnippet => {
        const joined: string = body.join("\n");
        const text = expandSnippet(joined);
        const part = PARTS[prefix];
        const manifest = part ? frame(text, part.indent, part.at) : text;
        const layer = name.slice(0, -".json".length);
        return {
          layer,
          title,
          prefix,
          description,
          body: joined,
          text,
          manifest,
          isPart: part !== undefined,
        };
      });
    });
}

function frame(text: string, indent: number, at: PartPlace): string {
  const part = text
    .split("\n")
    .map((line) => " ".repeat(indent) + line)
    .join("\n");
  const podContext = `  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    seccompProfile:
      type: RuntimeDefault`;
  const containerContext = `      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop:
            - ALL`;
  return `apiVersion: v1
kind: Pod
metadata:
  name: api
  namespace: shop
spec:
  serviceAccountName: api
  automountServiceAccountToken: false
${at === "pod-security-context" ? part : podContext}
  containers:
${at === "container" ? part : ""}
    - name: api
      image: registry.example.com/shop/api:1.0.0
${at === "security-context" ? part : containerContext}
      resources:
        requests:
          cpu: 50m
          memory: 64Mi
        limits:
          memory: 64Mi
  volumes:
${at === "volume" ? part : ""}
    - name: tmp
      emptyDir: {}
`;
}
