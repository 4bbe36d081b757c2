import { testFlagRule } from "./test-flag-rule";
import { testManifests } from "./test-manifests";

testFlagRule("control-plane/weak-tls-cipher", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--tls-cipher-suites=TLS_RSA_WITH_AES_128_CBC_SHA"], at: "TLS_RSA_WITH_AES_128_CBC_SHA" },
    {
      flags: [
        "--tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
      ],
      at: "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
    },
  ],
  good: [["--tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_AES_128_GCM_SHA256"], []],
});

testManifests(
  "control-plane/weak-tls-cipher",
  [
    {
      name: "a kubelet's file",
      text: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
tlsCipherSuites:
  - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
  - TLS_RSA_WITH_RC4_128_SHA
`,
      path: ["tlsCipherSuites", 1],
      at: "TLS_RSA_WITH_RC4_128_SHA",
    },
  ],
  [],
);
