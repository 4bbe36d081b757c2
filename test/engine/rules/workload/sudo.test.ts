import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/sudo", [
  {
    title: "as the program",
    text: workload({ container: "command: [/usr/bin/sudo, /app]" }),
    finds: ["medium spec.template.spec.containers.0.command.0 > sudo"],
    says: ['container "web" calls sudo: its user may become root'],
  },
  {
    title: "at the beginning of a script",
    text: workload({ container: 'command: [sh, -c, "sudo chown a /b && /app"]' }),
    finds: ["medium spec.template.spec.containers.0.command.2 > sudo"],
  },
  {
    title: "later in a script",
    text: workload({
      container: `command: [/bin/bash, -ec]
args: ["set -e; if true; then sudo /app; fi"]`,
    }),
    finds: ["medium spec.template.spec.containers.0.args.0 > sudo"],
  },
  {
    title: "in a longer word",
    text: workload({ container: 'command: [sh, -c, "echo pseudo; cat /etc/sudoers"]' }),
    finds: [],
  },
  {
    title: "as an argument of another program",
    text: workload({ container: "command: [which, sudo]" }),
    finds: [],
  },
  {
    title: "without a command",
    text: workload(),
    finds: [],
  },
]);
