import type { KubernetesMinor } from "../kubernetes/kubernetes-version";
import { type Component, effectiveMembers, flagOf, type ListMember, listMembers } from "./component";

/** The flags that name admission plugins; the last is the old one, which replaces the defaults too. */
export const ADMISSION_FLAGS = [
  "enable-admission-plugins",
  "disable-admission-plugins",
  "admission-control",
] as const;

/** Whether an API server is told to run an admission plugin that is off by default. */
export function enablesPlugin(component: Component, plugin: string): boolean {
  return (
    effectiveMembers(component, "enable-admission-plugins").includes(plugin) ||
    effectiveMembers(component, "admission-control").includes(plugin)
  );
}

/** Where the plugins that run are not all known: a variable stands for them, or may. */
export function hasUnknownPlugins(component: Component): boolean {
  return (
    !component.isComplete ||
    component.flags.some((flag) => flag.value === undefined && flag.name.includes("admission"))
  );
}

/** The place where a plugin that is on by default is switched off: its name in the list, or the old flag that leaves it out. */
export function switchedOff(component: Component, plugin: string): ListMember | "left-out" | undefined {
  const named = listMembers(component, "disable-admission-plugins").find(({ value }) => value === plugin);
  if (named) return named;
  const old = flagOf(component, "admission-control");
  const isLeftOut =
    old?.value !== undefined && !effectiveMembers(component, "admission-control").includes(plugin);
  return isLeftOut ? "left-out" : undefined;
}

/**
 * The admission plugins of Kubernetes 1.37. Source: k8s.io/kubernetes pkg/kubeapiserver/options/plugins.go
 */
export const ADMISSION_PLUGINS: ReadonlySet<string> = new Set([
  "AlwaysAdmit",
  "AlwaysDeny",
  "AlwaysPullImages",
  "CertificateApproval",
  "CertificateSigning",
  "CertificateSubjectRestriction",
  "ClusterTrustBundleAttest",
  "DefaultIngressClass",
  "DefaultStorageClass",
  "DefaultTolerationSeconds",
  "DenyServiceExternalIPs",
  "EventRateLimit",
  "ExtendedResourceToleration",
  "ImagePolicyWebhook",
  "LimitPodHardAntiAffinityTopology",
  "LimitRanger",
  "MutatingAdmissionPolicy",
  "MutatingAdmissionWebhook",
  "NamespaceAutoProvision",
  "NamespaceExists",
  "NamespaceLifecycle",
  "NodeDeclaredFeatureValidator",
  "NodeRestriction",
  "OwnerReferencesPermissionEnforcement",
  "PersistentVolumeClaimResize",
  "PodGroupProtection",
  "PodNodeSelector",
  "PodResizeValidator",
  "PodSecurity",
  "PodTolerationRestriction",
  "PodTopologyLabels",
  "Priority",
  "ResourceQuota",
  "RuntimeClass",
  "ServiceAccount",
  "StorageObjectInUseProtection",
  "TaintNodesByCondition",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionWebhook",
]);

/** Plugins that have left Kubernetes, by the first version without them, with what takes their place. */
export const REMOVED_PLUGINS: Readonly<Record<string, { removed: KubernetesMinor; instead: string }>> = {
  PodPreset: { removed: 20, instead: "a mutating webhook or policy" },
  DenyEscalatingExec: { removed: 21, instead: "an admission policy on pods/exec" },
  DenyExecOnPrivileged: { removed: 21, instead: "an admission policy on pods/exec" },
  PodSecurityPolicy: { removed: 25, instead: "Pod Security admission" },
  SecurityContextDeny: { removed: 30, instead: "Pod Security admission" },
  PersistentVolumeLabel: { removed: 31, instead: "the cloud controller manager" },
};
