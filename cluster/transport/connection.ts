/** Whom a context acts as, from `as`, `as-groups`, `as-uid` and `as-user-extra` of the kubeconfig. */
export interface Impersonation {
  readonly user: string;
  readonly groups: readonly string[];
  readonly uid?: string;
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** Everything needed to speak to an API server directly. Lives in memory only; never logged or shown. */
export interface DirectConnection {
  /** Such as `https://10.0.0.1:6443`; a path is a prefix of every request. */
  readonly server: string;
  readonly tls: {
    /** PEM. */
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly serverName?: string;
    readonly insecure?: true;
  };
  readonly login:
    | { readonly kind: "none" }
    | { readonly kind: "token"; readonly token: string }
    /** Read again each minute: whoever issues it rotates it. */
    | { readonly kind: "token-file"; readonly path: string }
    | { readonly kind: "password"; readonly username: string; readonly password: string };
  readonly impersonate?: Impersonation;
  /** From `proxy-url`; it wins over the environment. */
  readonly proxyUrl?: string;
}

/** How a context is reached: directly, or through `kubectl`, which owns the credentials then. */
export type ConnectionPlan =
  | { readonly kind: "direct"; readonly connection: DirectConnection }
  | { readonly kind: "kubectl"; readonly because: string; readonly plugin: boolean };
