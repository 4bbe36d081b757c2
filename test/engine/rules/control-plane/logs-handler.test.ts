import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/logs-handler", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--enable-logs-handler=true"], at: "--enable-logs-handler=true" },
    { flags: [], at: "command" },
  ],
  good: [["--enable-logs-handler=false"]],
});
