import { join } from "node:path";
import { serviceAccountIssuer } from "./service-account-token";

/** What an API server's flags depend on. The folder holds the files that `writeServerFiles` writes. */
export interface ApiServerSettings {
  readonly folder: string;
  readonly etcdPort: number;
  readonly apiPort: number;
  readonly audit: boolean;
  readonly controllerManager: boolean;
}

/** Flags of an etcd that keeps its data in the folder and forgets durability: it lives as long as a test. */
export function etcdFlags(data: string, clientPort: number, peerPort: number): string[] {
  const client = `http://127.0.0.1:${clientPort}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  return [
    `--data-dir=${data}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    "--unsafe-no-fsync",
    "--log-level=error",
  ];
}

/** Flags of an API server with RBAC, tokens, client certificates and, if asked for, an audit log. */
export function apiServerFlags({
  folder,
  etcdPort,
  apiPort,
  audit,
  controllerManager,
}: ApiServerSettings): string[] {
  const file = (name: string): string => join(folder, name);
  const flags = [
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    `--secure-port=${apiPort}`,
    "--bind-address=127.0.0.1",
    // A loopback address cannot be advertised to pods, and there are none.
    "--endpoint-reconciler-type=none",
    `--cert-dir=${file("certificates")}`,
    `--tls-cert-file=${file("server.crt")}`,
    `--tls-private-key-file=${file("server.key")}`,
    `--client-ca-file=${file("authority.crt")}`,
    `--token-auth-file=${file("tokens.csv")}`,
    `--service-account-key-file=${file("service-account.pub")}`,
    `--service-account-signing-key-file=${file("service-account.key")}`,
    `--service-account-issuer=${serviceAccountIssuer}`,
    "--authorization-mode=RBAC",
    "--service-cluster-ip-range=10.0.0.0/24",
    "--allow-privileged=true",
  ];
  if (!controllerManager) {
    flags.push("--disable-admission-plugins=ServiceAccount");
  }
  if (audit) {
    flags.push(`--audit-policy-file=${file("audit-policy.json")}`, `--audit-log-path=${file("audit.log")}`);
  }
  return flags;
}

/** Flags of a controller manager that works alone and at once. */
export function controllerManagerFlags(folder: string, kubeconfig: string): string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    `--service-account-private-key-file=${join(folder, "service-account.key")}`,
    `--root-ca-file=${join(folder, "authority.crt")}`,
    "--secure-port=0",
    "--leader-elect=false",
    // As in real clusters: admission tells controllers apart from people by their accounts.
    "--use-service-account-credentials=true",
    // Tests create many objects at once.
    "--kube-api-qps=500",
    "--kube-api-burst=1000",
  ];
}
