import { append, fix } from "../../fixes/change";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { definePodRule } from "../define-rule";

/** Source: pod DNS configuration; the default `ndots:5` tries every search domain before the name itself. */
export const dnsOptions = definePodRule({
  id: "resources/dns-options",
  title: "Pod keeps the default of five dots in names",
  severity: "low",
  why: "Every outside name is first asked for in each search domain: DNS carries many times the load, and the tries leak to whoever owns those names.",
  remediation: "Set `dnsConfig.options` with ndots 1 or 2 where outside names are used.",
  equivalents: { "kube-linter": ["dnsconfig-options", "sorted-keys"], kyverno: ["add-ndots"] },
  opinion: true,
  controls: ["dnsconfig-ndots-sorted-keys"],
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    if (["Default", "None"].includes(stringAt(pod.spec, "dnsPolicy") ?? "")) return;
    const hasDots = mapsAt(pod.spec, "dnsConfig", "options").some(
      ({ value }) => stringAt(value, "name") === "ndots",
    );
    if (!hasDots)
      report({
        path: pod.at("dnsConfig", "options"),
        message: "the pod does not set ndots, so every outside name is asked for several times",
        fixes: [
          fix(
            "harden",
            "Ask for names with two dots as they are (short names of other namespaces still work)",
            append(pod.at("dnsConfig", "options"), { name: "ndots", value: "2" }),
          ),
        ],
      });
  },
});
