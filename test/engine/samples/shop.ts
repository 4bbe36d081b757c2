import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { loadPolicies, type Policies } from "../../../workspace/policies";
import { scan } from "../../../workspace/scan";

/** The sample workspace. */
export const SHOP = resolve(__dirname, "../../../docs/samples/shop");

/** A text in a file of the sample, and what takes its place; both are exact, and `from` occurs once. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A finding as tests compare it: `rule file path`, with the scopes in which it holds. */
export interface ShopFinding {
  readonly rule: string;
  readonly file: string;
  /** Dots between segments; a segment with a dot in it stands in brackets. */
  readonly path: string;
  readonly scopes: readonly string[];
}

const texts = new Map(
  readdirSync(SHOP, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml") && !name.startsWith("."))
    .sort()
    .map((name) => {
      const file = relative(SHOP, join(SHOP, name)).replaceAll("\\", "/");
      return [file, readFileSync(join(SHOP, name), "utf8")] as const;
    }),
);

let policies: Promise<Policies> | undefined;

/** Scans the sample with some edits, in the profile that its configuration names, and returns every finding. */
export async function scanShop(edits: readonly Edit[] = []): Promise<ShopFinding[]> {
  const edited = new Map(texts);
  for (const { file, from, to } of edits) {
    const text = edited.get(file);
    const parts = text?.split(from) ?? [];
    if (parts.length !== 2)
      throw new Error(`${file} holds ${parts.length - 1} times, not once: ${JSON.stringify(from)}`);
    edited.set(file, parts.join(to));
  }
  policies ??= loadPolicies(
    [...texts.keys()].map((file) => join(SHOP, file)),
    { cwd: SHOP, selection: {} },
  );
  const { policyOf } = await policies;
  const { files, errors } = await scan({
    files: [...edited].map(([name, text]) => ({
      path: join(SHOP, name),
      name,
      text,
      explicit: false,
      reported: true,
    })),
    policyFor: (name) => policyOf(join(SHOP, name)),
    cross: true,
  });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return files
    .flatMap(({ file, judged, scopesOf }) =>
      judged.findings.map(({ finding }) => ({
        rule: finding.rule,
        file: file.file,
        path: finding.path.map((each) => (String(each).includes(".") ? `[${each}]` : each)).join("."),
        scopes: scopesOf(finding),
      })),
    )
    .sort((a, b) => `${a.rule} ${a.file} ${a.path}`.localeCompare(`${b.rule} ${b.file} ${b.path}`));
}
