import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/image-policy-default-allow",
  [
    {
      name: "open",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: ImagePolicyWebhook
    configuration:
      imagePolicy:
        kubeConfigFile: /etc/kubernetes/images.conf
        defaultAllow: true
`,
      path: ["plugins", 0, "configuration", "imagePolicy", "defaultAllow"],
      at: "true",
    },
  ],
  [
    {
      name: "closed",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: ImagePolicyWebhook
    configuration:
      imagePolicy:
        kubeConfigFile: /etc/kubernetes/images.conf
        defaultAllow: false
`,
    },
  ],
);
