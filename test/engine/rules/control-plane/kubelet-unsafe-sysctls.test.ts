import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-unsafe-sysctls", {
  component: "kubelet",
  bad: [
    { flags: ["--allowed-unsafe-sysctls=kernel.*"], at: "kernel.*" },
    { flags: ["--allowed-unsafe-sysctls=net.core.somaxconn,net.*"], at: "net.*" },
  ],
  good: [["--allowed-unsafe-sysctls=net.core.somaxconn"], []],
});
