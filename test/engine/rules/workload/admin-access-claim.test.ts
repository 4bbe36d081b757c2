import { testRule } from "./test-rule";

testRule("workload/admin-access-claim", [
  {
    title: "a claim",
    text: `apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata:
  name: gpu
spec: { devices: { requests: [{ name: gpu, exactly: { adminAccess: true } }] } }
`,
    finds: ["high spec.devices.requests.0.exactly.adminAccess > true"],
    says: ['the request "gpu" takes administrative access to devices that others use'],
    fixes: [["unsafe", "set spec.devices.requests.0.exactly.adminAccess false"]],
  },
  {
    title: "a template",
    text: `apiVersion: resource.k8s.io/v1
kind: ResourceClaimTemplate
metadata:
  name: gpu
spec: { spec: { devices: { requests: [{ name: gpu, exactly: { adminAccess: true } }] } } }
`,
    finds: ["high spec.spec.devices.requests.0.exactly.adminAccess > true"],
    fixes: [["unsafe", "set spec.spec.devices.requests.0.exactly.adminAccess false"]],
  },
  {
    title: "the form before v1beta2",
    text: `apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata:
  name: gpu
spec: { devices: { requests: [{ name: gpu, adminAccess: true }] } }
`,
    finds: ["high spec.devices.requests.0.adminAccess > true"],
    fixes: [["unsafe", "set spec.devices.requests.0.adminAccess false"]],
  },
  {
    title: "false",
    text: `apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata:
  name: gpu
spec: { devices: { requests: [{ name: gpu, exactly: { adminAccess: false } }] } }
`,
    finds: [],
  },
]);
