import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "identity/static-login";
const request = (signer: string) => `apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata:
  name: jane
spec:
  request: ""
  signerName: ${signer}
  usages: [client auth]
`;
const secret = (type: string, more = "") => `apiVersion: v1
kind: Secret
metadata:
  name: bootstrap-token-abcdef
type: ${type}
stringData:
  token-id: abcdef
${more}`;

test("a client certificate", () => {
  expect(judge(id, request("kubernetes.io/kube-apiserver-client"))).toMatchObject([
    { rule: id, path: ["spec", "signerName"], range: "7:15-7:50", severity: "medium" },
  ]);
});

test("a bootstrap token, worse where it never expires", () => {
  expect(judge(id, secret("bootstrap.kubernetes.io/token"))).toMatchObject([
    { path: ["type"], text: "bootstrap.kubernetes.io/token", severity: "high" },
  ]);
  expect(
    judge(id, secret("bootstrap.kubernetes.io/token", '  expiration: "2030-01-01T00:00:00Z"\n')),
  ).toMatchObject([{ path: ["type"], severity: "medium" }]);
});

test.each([request("kubernetes.io/kubelet-serving"), secret("Opaque")])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});
