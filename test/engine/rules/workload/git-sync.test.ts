import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/git-sync", [
  {
    title: "a hook as a flag",
    text: workload({
      container: "args: [--repo=https://a.example/a, --exechook-command=/x]",
      image: "registry.k8s.io/git-sync/git-sync:v4.4.2",
    }),
    finds: ["medium spec.template.spec.containers.0.args.1 > --exechook-command=/x"],
    says: ['container "web" lets git-sync run what exechook-command names'],
  },
  {
    title: "a binary as a variable",
    text: workload({
      container: "env: [{ name: GITSYNC_GIT, value: /tmp/git }]",
      image: "registry.k8s.io/git-sync/git-sync:v4.4.2",
    }),
    finds: ["medium spec.template.spec.containers.0.env.0.name > GITSYNC_GIT"],
    says: ['container "web" lets git-sync run what git names'],
  },
  {
    title: "the account's token as password",
    text: workload({
      container: "args: [--password-file, /var/run/secrets/kubernetes.io/serviceaccount/token]",
      image: "registry.k8s.io/git-sync/git-sync:v4.4.2",
    }),
    finds: ["high spec.template.spec.containers.0.args.0 > --password-file"],
    says: ["container \"web\" sends the pod's account token to the repository's server as password-file"],
  },
  {
    title: "the account's token as password, in a variable",
    text: workload({
      container:
        "env: [{ name: GITSYNC_PASSWORD_FILE, value: /var/run/secrets/kubernetes.io/serviceaccount/token }]",
      image: "registry.k8s.io/git-sync/git-sync:v4.4.2",
    }),
    finds: ["high spec.template.spec.containers.0.env.0.name > GITSYNC_PASSWORD_FILE"],
  },
  {
    title: "a password of its own",
    text: workload({
      container: "args: [--password-file=/etc/git/password]",
      image: "registry.k8s.io/git-sync/git-sync:v4.4.2",
    }),
    finds: [],
  },
  {
    title: "another image",
    text: workload({ container: "args: [--exechook-command=/x]", image: "registry.example/web:1" }),
    finds: [],
  },
]);
