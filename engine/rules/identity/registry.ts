import type { Rule } from "../rule";
import { approveCertificates } from "./approve-certificates";
import { bindRoles } from "./bind-roles";
import { controlNetwork } from "./control-network";
import { controlPolicies } from "./control-policies";
import { controlWebhooks } from "./control-webhooks";
import { createPersistentVolumes } from "./create-persistent-volumes";
import { createTokens } from "./create-tokens";
import { createWorkloads } from "./create-workloads";
import { deleteData } from "./delete-data";
import { deleteEvents } from "./delete-events";
import { escalateRoles } from "./escalate-roles";
import { impersonate } from "./impersonate";
import { modifyWorkloads } from "./modify-workloads";
import { nodeProxy } from "./node-proxy";
import { objectStatus } from "./object-status";
import { portForward } from "./port-forward";
import { readSecrets } from "./read-secrets";
import { runInPods } from "./run-in-pods";
import { serviceStatus } from "./service-status";
import { writeNamespaces } from "./write-namespaces";
import { writeSecrets } from "./write-secrets";

/** The rules of the layer identity, in the order in which they are listed. */
export const identityRules: readonly Rule[] = [
  approveCertificates,
  bindRoles,
  controlNetwork,
  controlPolicies,
  controlWebhooks,
  createPersistentVolumes,
  createTokens,
  createWorkloads,
  deleteData,
  deleteEvents,
  escalateRoles,
  impersonate,
  modifyWorkloads,
  nodeProxy,
  objectStatus,
  portForward,
  readSecrets,
  runInPods,
  serviceStatus,
  writeNamespaces,
  writeSecrets,
];
