import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/old-tls-version", {
  component: "kube-apiserver",
  bad: [{ flags: ["--tls-min-version=VersionTLS10"], at: "--tls-min-version=VersionTLS10" }],
  good: [["--tls-min-version=VersionTLS12"], []],
});
