/** A context of the kubeconfig: what the user calls a cluster. Holds no credential. */
export interface KubeContext {
  readonly name: string;
  readonly cluster: string;
  readonly user: string;
  /** The namespace of the context; `default` where it names none. */
  readonly namespace: string;
  /** The address of the API server; absent where the context names a cluster that is not there. */
  readonly server?: string;
  /** How the user logs in, by the kind of credential alone. */
  readonly login: LoginKind;
  /** The file that defines the context. */
  readonly file: string;
}

/** The kind of credential a user entry holds; `exec` and `auth-provider` run a program or refresh a token. */
export type LoginKind = "none" | "token" | "certificate" | "password" | "exec" | "auth-provider";

/** Several kubeconfig files, merged as kubectl merges them. */
export interface Kubeconfig {
  /** The files that exist and were read, in order: hand exactly these to kubectl. */
  readonly files: readonly string[];
  /** The first `current-context` that is not empty. */
  readonly currentContext: string | undefined;
  /** In the order of the files; the first definition of a name wins. */
  readonly contexts: readonly KubeContext[];
  /** What could not be read, one line each, with file and, where known, line. */
  readonly problems: readonly string[];
}
