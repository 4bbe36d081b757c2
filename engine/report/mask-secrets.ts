import { isPlaceholder, isSecret } from "../rules/secrets/secret-evidence";

/** Offsets in a text, the end exclusive. */
type Range = readonly [start: number, end: number];

// Names are short and begin where a word does: a long run of letters, such as a certificate, is looked at once.
const KEY = String.raw`(?<![\w.-])-{0,2}(?<key>[A-Za-z_][\w.-]{0,100})`;
const FLAG = String.raw`(?<![\w.-])(?<key>--?[A-Za-z][\w.-]{0,100})`;
const QUOTE = `["']?`;
const QUOTED = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'`;
/** Quoted, or up to white space or a separator. */
const WORD = String.raw`(?<value>${QUOTED}|[^\s,;&|}\]"']+)`;
/** Quoted, or up to what ends a plain scalar. */
const SCALAR = String.raw`(?<value>${QUOTED}|[^\s,{}[\]"'#|>&][^,}\]\n#]*)`;
const NAME = String.raw`${QUOTE}name${QUOTE}[ \t]*:[ \t]*${QUOTE}(?<key>[\w.-]{1,100})${QUOTE}[ \t]*`;
const VALUE = String.raw`${QUOTE}value${QUOTE}[ \t]*:[ \t]*${SCALAR}`;

/** The forms in which a text gives a value a name. */
const NAMED: readonly RegExp[] = [
  // password: x · "password": "x"
  `${KEY}${QUOTE}[ \\t]*:[ \\t]*${SCALAR}`,
  // PASSWORD=x · --password=x · ?token=x
  `${KEY}[ \\t]*=[ \\t]*${WORD}`,
  // --password x, also as two items of a list
  `${FLAG}${QUOTE}(?:[ \\t]*,\\s*|[ \\t]*\\r?\\n[ \\t]*-[ \\t]+|[ \\t]+)${WORD}`,
  // name: PASSWORD and value: x, in either order, on one line or two
  `${NAME}(?:,\\s*|\\r?\\n[ \\t]*)${VALUE}`,
  `${VALUE}(?:,\\s*|\\r?\\n[ \\t]*)${NAME}`,
].map((form) => new RegExp(form, "dg"));

/** The forms of credentials that need no name. */
const ANYWHERE: readonly RegExp[] = [
  /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@"']{0,200}:(?<value>[^\s/@"']{1,500})@/dgi,
  /\b(?:Bearer|Basic|Token)[ \t]+(?<value>[\w.~+/=-]{8,})/dgi,
  /\b(?<value>(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_\w{36,}|github_pat_\w{40,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|sk_live_\w{16,}|AIza[\w-]{35}|npm_\w{36}|hvs\.[\w-]{20,}|eyJ[\w-]{10,4000}\.eyJ[\w-]{10,4000}\.[\w-]{10,})/dg,
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----(?<value>(?:(?!-----END)[\s\S])*)/dg,
];

/**
 * A text whose secret values are covered by dots, for whatever prints parts of a file: code frames, diffs. Lines and
 * columns stay. It rather covers too much than too little: of a Secret it covers every value.
 */
export function maskSecrets(text: string): string {
  const covered = secretBodies(text);
  for (const form of NAMED)
    for (const { groups, indices } of text.matchAll(form))
      if (isSecret(groups?.key ?? "", unquoted(groups?.value ?? ""))) covered.push(...placeOf(indices));
  for (const form of ANYWHERE)
    for (const { groups, indices } of text.matchAll(form))
      if (!isPlaceholder(groups?.value ?? "")) covered.push(...placeOf(indices));
  return cover(text, covered);
}

function placeOf(indices: RegExpIndicesArray | undefined): Range[] {
  const place = indices?.groups?.value;
  return place ? [place] : [];
}

function unquoted(value: string): string {
  const text = value.trim();
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}

const SECRET_KIND = /(?:^|[\s{,"'])kind["']?[ \t]*:[ \t]*["']?Secret["']?[ \t]*(?:$|[,}#\r\n])/m;
/** `data: {a: x}`, over any number of lines. */
const FLOW_BODY = /["']?\b(?:data|stringData)["']?[ \t]*:[ \t]*\{(?<value>[^{}]*)\}/dg;
/** `data:` that is followed by lines of its own. */
const BLOCK_BODY = /^([ \t]*(?:- )?)["']?(?:data|stringData)["']?[ \t]*:[ \t]*(?:#.*)?$/;
/** A key, and the mark of a text that follows on lines of its own. */
const ENTRY = /^[ \t]*(?:["']?[\w.-]+["']?[ \t]*:[ \t]*(?:[|>][-+\d]*(?=\s*$))?)?/;

/** The values of every Secret in a text, whatever they are. */
function secretBodies(text: string): Range[] {
  const found: Range[] = [];
  let offset = 0;
  for (const document of text.split(/^(?=---)/m)) {
    if (SECRET_KIND.test(document))
      found.push(...bodiesIn(document).map(([start, end]): Range => [start + offset, end + offset]));
    offset += document.length;
  }
  return found;
}

function bodiesIn(document: string): Range[] {
  const found: Range[] = [];
  for (const { indices } of document.matchAll(FLOW_BODY))
    for (const [start, end] of placeOf(indices))
      for (const { index, 0: whole } of document
        .slice(start, end)
        .matchAll(/:[ \t]*(?:"(?:[^"\\]|\\.)*"|[^,\n]*)/g))
        found.push([start + index + 1, start + index + whole.length]);
  let offset = 0;
  let body: number | undefined;
  for (const line of document.split("\n")) {
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (body !== undefined && line.trim() !== "" && indent <= body) body = undefined;
    if (body === undefined) body = BLOCK_BODY.exec(line.trimEnd())?.[1]?.length;
    else found.push([offset + (ENTRY.exec(line)?.[0].length ?? 0), offset + line.length]);
    offset += line.length + 1;
  }
  return found;
}

function cover(text: string, ranges: readonly Range[]): string {
  let result = "";
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const from = Math.max(start, result.length);
    if (from >= end) continue;
    result += text.slice(result.length, from) + text.slice(from, end).replace(/[^\s"']/g, "•");
  }
  return result + text.slice(result.length);
}
