import { SEVERITIES } from "../rules/rule";

/** One field of the configuration, as data: the validator, the completion and the published JSON schema read it. */
export type Field =
  | {
      readonly type: "string";
      readonly description: string;
      readonly enum?: readonly string[];
      readonly pattern?: string;
      readonly hint?: string;
      /** It must hold more than spaces. */
      readonly filled?: true;
      /** It must be a day of the calendar. */
      readonly day?: true;
    }
  | { readonly type: "boolean"; readonly description: string }
  | { readonly type: "list"; readonly description: string; readonly items: Field }
  | {
      readonly type: "map";
      readonly description: string;
      readonly values: Field;
      readonly keys?: "rule" | "severity";
    }
  | {
      readonly type: "object";
      readonly description: string;
      readonly fields: Readonly<Record<string, Field>>;
      readonly required?: readonly string[];
    }
  | { readonly type: "any"; readonly description: string }
  /** The first alternative whose type fits is validated. */
  | { readonly type: "oneOf"; readonly description: string; readonly alternatives: readonly Field[] };

const LEVEL = ["block", "warn", "hint"];
const CLUSTER_DNS = ["kube-dns", "aks-localdns", "gke-clouddns", "nodelocal", "openshift"];

const RULE_SETTING: Field = {
  type: "oneOf",
  description: "Switch the rule, or set the level of its findings.",
  alternatives: [
    {
      type: "string",
      description: "`on`, `off`, or the level of its findings.",
      enum: ["on", "off", ...LEVEL],
    },
    { type: "boolean", description: "Switch the rule on or off." },
    {
      type: "object",
      description: "The rule in detail.",
      fields: {
        enabled: { type: "boolean", description: "Whether the rule runs." },
        level: { type: "string", description: "The level of its findings.", enum: LEVEL },
        options: { type: "any", description: "Options of this rule; its page names them." },
      },
    },
  ],
};

const POLICY_REFERENCE: Field = {
  type: "oneOf",
  description:
    "A policy to start from: a path that begins with `./` or `../`, or the name of an npm package.",
  alternatives: [
    { type: "string", description: "A path or the name of a package that holds `rampart.yaml`." },
    {
      type: "object",
      description: "A policy that must be exactly the one that was reviewed.",
      required: ["from"],
      fields: {
        from: { type: "string", description: "A path or the name of a package." },
        sha256: {
          type: "string",
          description: "The SHA-256 of the file, in hexadecimal: any other content is refused.",
          pattern: "^[0-9a-fA-F]{64}$",
          hint: "write 64 hexadecimal digits, as sha256sum prints them",
        },
      },
    },
  ],
};

const RULES: Field = {
  type: "map",
  description: "Settings of single rules, by rule id.",
  keys: "rule",
  values: RULE_SETTING,
};
const VERSION: Field = {
  type: "string",
  description:
    "The version of Kubernetes to judge for, such as `1.33`; quote it, since YAML reads 1.30 as 1.3.",
  pattern: "^v?1\\.[0-9]{1,3}(\\.[0-9]+)?$",
  hint: 'write it as "1.33", in quotes',
};

/** What `.rampart.yaml` may hold. */
export const CONFIGURATION_SCHEMA: Extract<Field, { type: "object" }> = {
  type: "object",
  description:
    "Configuration of Rampart. The nearest file wins, member by member; globs are relative to the file.",
  fields: {
    extends: {
      type: "list",
      description: "Policies of the organisation to start from, the first weakest; this file wins over them.",
      items: POLICY_REFERENCE,
    },
    kubernetesVersion: VERSION,
    profile: {
      type: "string",
      description:
        "The profile to judge by: prod (default), dev, strict, pss-baseline, pss-restricted, or one of `profiles`.",
    },
    environments: {
      type: "map",
      description: "Environments by name: the files that belong to each, and its profile.",
      values: {
        type: "object",
        description: "An environment.",
        required: ["paths"],
        fields: {
          paths: {
            type: "list",
            description: "Globs of files.",
            items: { type: "string", description: "A glob relative to this file." },
          },
          profile: { type: "string", description: "The profile of these files." },
          kubernetesVersion: VERSION,
        },
      },
    },
    scopes: {
      type: "list",
      description: "Folders that are deployed as a whole: rules about absence run there.",
      items: { type: "string", description: "A folder relative to this file." },
    },
    charts: {
      type: "list",
      description: "How charts are installed: what they are rendered with.",
      items: {
        type: "object",
        description: "A chart.",
        required: ["path"],
        fields: {
          path: { type: "string", description: "The folder of the chart, relative to this file." },
          values: {
            type: "list",
            description: "Values files in their order, relative to this file.",
            items: { type: "string", description: "A values file." },
          },
          namespace: { type: "string", description: "The namespace of the release." },
        },
      },
    },
    gapDocuments: {
      type: "list",
      description:
        "Documents that give each difference between two environments its reason, as `rampart gap … --write` writes them; `gap.json` beside this file is one without being named. A difference without a reason is a finding.",
      items: { type: "string", description: "A file relative to this one." },
    },
    profiles: {
      type: "map",
      description: "Profiles of your own, by name.",
      values: {
        type: "object",
        description: "A profile.",
        fields: {
          extends: { type: "string", description: "The profile it starts from; default prod." },
          levels: {
            type: "map",
            description: "The level of each severity.",
            keys: "severity",
            values: { type: "string", description: "A level.", enum: LEVEL },
          },
          opinions: { type: "boolean", description: "Whether opinionated rules run." },
          rules: RULES,
        },
      },
    },
    rules: RULES,
    trustedRegistries: {
      type: "list",
      description: "Registries that images may come from, as `host` or `host/path` prefixes.",
      items: { type: "string", description: "A registry or a prefix in it." },
    },
    ingress: {
      type: "list",
      description: "The edge inventory: hosts and paths that are meant to exist.",
      items: {
        type: "object",
        description: "A host of the inventory.",
        required: ["host"],
        fields: {
          host: { type: "string", description: "A host name; `*.example.com` is allowed here." },
          paths: {
            type: "list",
            description: "The paths under it; absent: any.",
            items: { type: "string", description: "A path." },
          },
        },
      },
    },
    clusterDns: { type: "string", description: "Where the cluster's DNS answers.", enum: CLUSTER_DNS },
    edge: {
      type: "object",
      description: "What stands in front of the cluster.",
      fields: {
        tlsTerminatedBy: {
          type: "string",
          description: "What terminates TLS in front of the cluster; Ingresses then need none.",
        },
      },
    },
    cloud: { type: "string", description: "The cloud the cluster runs in.", enum: ["aks", "eks", "gke"] },
    waivers: {
      type: "list",
      description: "Findings that are accepted, each with somebody who answers for it until a date.",
      items: {
        type: "object",
        description: "A waiver.",
        required: ["rule", "owner", "reason", "expires"],
        fields: {
          rule: { type: "string", description: "The rule's id.", filled: true },
          resource: {
            type: "string",
            description:
              "`Kind/name` or `namespace/Kind/name`; `*` matches any part. Absent: every resource.",
          },
          path: { type: "string", description: "A glob of files. Absent: every file." },
          owner: { type: "string", description: "Who answers for it.", filled: true },
          reason: { type: "string", description: "Why it is accepted.", filled: true },
          expires: {
            type: "string",
            description: "The last day on which it holds, as YYYY-MM-DD.",
            pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            hint: "write a day as YYYY-MM-DD",
            day: true,
          },
        },
      },
    },
    exclude: {
      type: "list",
      description: "Globs of files that are not scanned.",
      items: { type: "string", description: "A glob relative to this file." },
    },
  },
};

/** The keys that a map accepts, where they are a closed set; rules are checked against the registry by the caller. */
export const MAP_KEYS: Readonly<Record<"severity", readonly string[]>> = { severity: SEVERITIES };
