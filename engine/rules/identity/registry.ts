import type { Rule } from "../rule";
import { accountSecrets } from "./account-secrets";
import { anonymousBinding } from "./anonymous-binding";
import { approveCertificates } from "./approve-certificates";
import { authenticatedBinding } from "./authenticated-binding";
import { bindRoles } from "./bind-roles";
import { clusterAdminBinding } from "./cluster-admin-binding";
import { clusterWideEdit } from "./cluster-wide-edit";
import { controlNetwork } from "./control-network";
import { controlPolicies } from "./control-policies";
import { controlWebhooks } from "./control-webhooks";
import { createPersistentVolumes } from "./create-persistent-volumes";
import { createTokens } from "./create-tokens";
import { createWorkloads } from "./create-workloads";
import { defaultAccountBinding } from "./default-account-binding";
import { deleteData } from "./delete-data";
import { deleteEvents } from "./delete-events";
import { deprecatedServiceAccountField } from "./deprecated-service-account-field";
import { escalateRoles } from "./escalate-roles";
import { impersonate } from "./impersonate";
import { ineffectiveRule } from "./ineffective-rule";
import { modifyWorkloads } from "./modify-workloads";
import { nodeProxy } from "./node-proxy";
import { objectStatus } from "./object-status";
import { portForward } from "./port-forward";
import { readSecrets } from "./read-secrets";
import { runInPods } from "./run-in-pods";
import { serviceStatus } from "./service-status";
import { staticLogin } from "./static-login";
import { stealPods } from "./steal-pods";
import { systemMasters } from "./system-masters";
import { wildcardPermissions } from "./wildcard-permissions";
import { writeConfigMaps } from "./write-config-maps";
import { writeNamespaces } from "./write-namespaces";
import { writeSecrets } from "./write-secrets";

/** The rules of the layer identity, in the order in which they are listed. */
export const identityRules: readonly Rule[] = [
  accountSecrets,
  anonymousBinding,
  approveCertificates,
  authenticatedBinding,
  bindRoles,
  clusterAdminBinding,
  clusterWideEdit,
  controlNetwork,
  controlPolicies,
  controlWebhooks,
  createPersistentVolumes,
  createTokens,
  createWorkloads,
  defaultAccountBinding,
  deleteData,
  deleteEvents,
  deprecatedServiceAccountField,
  escalateRoles,
  impersonate,
  ineffectiveRule,
  modifyWorkloads,
  nodeProxy,
  objectStatus,
  portForward,
  readSecrets,
  runInPods,
  serviceStatus,
  staticLogin,
  stealPods,
  systemMasters,
  wildcardPermissions,
  writeConfigMaps,
  writeNamespaces,
  writeSecrets,
];
