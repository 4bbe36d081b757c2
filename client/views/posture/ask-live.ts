import { type Uri, workspace } from "vscode";
import type { Location, Range } from "vscode-languageclient";
import type { LiveIdentity, PlainPolicy } from "../../../cluster/live";
import type { Services } from "../../services";

/** Where an object of a cluster is declared in the workspace. */
export interface DeclaredPlace extends Location {
  /** The document of the file that declares it. */
  readonly within: Range;
}

/** A kustomization or chart as the user's tool renders it, or why it does not. */
export interface RenderedSource {
  /** The address of the file that declares it. */
  readonly uri: string;
  readonly text?: string;
  /** The namespace of a chart's release. */
  readonly namespace?: string;
  readonly failure?: string;
  /** Addresses of the files that it is made of. */
  readonly files: readonly string[];
}

/** What is asked of the language server about a cluster's objects. None of it rejects: without an answer there is none. */
export interface AskLive {
  /** Where objects are declared, in the order of the questions. */
  places(
    questions: readonly { readonly identity: LiveIdentity; readonly path: readonly (string | number)[] }[],
  ): Promise<readonly (DeclaredPlace | undefined)[]>;
  /** The kustomizations and charts of the workspace, rendered; to be asked in a trusted workspace alone. */
  rendered(): Promise<readonly RenderedSource[]>;
  /** How a folder is judged. */
  policy(folder: Uri | undefined): Promise<PlainPolicy | undefined>;
}

/** Asks by the language server, which is started for it. */
export function createAskLive({ server, output }: Services): AskLive {
  return {
    async places(questions) {
      if (questions.length === 0) return [];
      try {
        const client = await server.start();
        const answers = await client.sendRequest<(DeclaredPlace | null)[]>(
          "rampart/live/places",
          questions.map(({ identity, path }) => ({
            groupKind: identity.groupKind,
            namespace: identity.namespace,
            name: identity.name,
            path,
          })),
        );
        return questions.map((_question, index) => answers[index] ?? undefined);
      } catch (error) {
        output.warn(String(error));
        return questions.map(() => undefined);
      }
    },
    async rendered() {
      try {
        const client = await server.start();
        return await client.sendRequest<RenderedSource[]>("rampart/live/rendered", {
          trusted: workspace.isTrusted,
        });
      } catch (error) {
        output.warn(String(error));
        return [];
      }
    },
    async policy(folder) {
      try {
        const client = await server.start();
        const answer = await client.sendRequest<PlainPolicy | null>("rampart/live/policy", {
          ...(folder ? { folder: client.code2ProtocolConverter.asUri(folder).replace(/\/+$/, "") } : {}),
        });
        return answer ?? undefined;
      } catch (error) {
        output.warn(String(error));
        return undefined;
      }
    },
  };
}
