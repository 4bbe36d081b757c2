import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-manifest-url", {
  component: "kubelet",
  bad: [
    {
      flags: ["--manifest-url=http://config.example/pods.yaml"],
      at: "--manifest-url=http://config.example/pods.yaml",
    },
  ],
  good: [["--manifest-url=https://config.example/pods.yaml"], []],
});
