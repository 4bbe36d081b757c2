import type { ComponentName } from "./component";

/**
 * The arguments that kubeadm passes by itself and that rules ask for. Paths stand for any path: kubeadm makes the files.
 *
 * Source: k8s.io/kubernetes 1.37 cmd/kubeadm/app/phases/controlplane/manifests.go and phases/etcd/local.go
 */
export const KUBEADM_PRESETS: Readonly<Partial<Record<ComponentName, Readonly<Record<string, string>>>>> = {
  "kube-apiserver": {
    "authorization-mode": "Node,RBAC",
    "enable-admission-plugins": "NodeRestriction",
    "service-account-key-file": "/etc/kubernetes/pki/sa.pub",
    "client-ca-file": "/etc/kubernetes/pki/ca.crt",
    "tls-cert-file": "/etc/kubernetes/pki/apiserver.crt",
    "tls-private-key-file": "/etc/kubernetes/pki/apiserver.key",
    "kubelet-client-certificate": "/etc/kubernetes/pki/apiserver-kubelet-client.crt",
    "kubelet-client-key": "/etc/kubernetes/pki/apiserver-kubelet-client.key",
    "etcd-cafile": "/etc/kubernetes/pki/etcd/ca.crt",
    "etcd-certfile": "/etc/kubernetes/pki/apiserver-etcd-client.crt",
    "etcd-keyfile": "/etc/kubernetes/pki/apiserver-etcd-client.key",
  },
  "kube-controller-manager": {
    "bind-address": "127.0.0.1",
    "root-ca-file": "/etc/kubernetes/pki/ca.crt",
    "service-account-private-key-file": "/etc/kubernetes/pki/sa.key",
    "use-service-account-credentials": "true",
  },
  "kube-scheduler": { "bind-address": "127.0.0.1" },
  etcd: {
    "cert-file": "/etc/kubernetes/pki/etcd/server.crt",
    "key-file": "/etc/kubernetes/pki/etcd/server.key",
    "trusted-ca-file": "/etc/kubernetes/pki/etcd/ca.crt",
    "client-cert-auth": "true",
    "peer-cert-file": "/etc/kubernetes/pki/etcd/peer.crt",
    "peer-key-file": "/etc/kubernetes/pki/etcd/peer.key",
    "peer-trusted-ca-file": "/etc/kubernetes/pki/etcd/ca.crt",
    "peer-client-cert-auth": "true",
  },
};
