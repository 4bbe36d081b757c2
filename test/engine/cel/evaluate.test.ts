import { describe, expect, it } from "vitest";
import {
  CelError,
  CelMap,
  evaluate,
  fromJson,
  Maybe,
  mapOf,
  Possible,
  parseExpression,
  Unknown,
  UnknownSignal,
  type Value,
} from "../../../engine/cel";

const secret = new Unknown("not known");
const NAMES = new Map<string, Value>([
  [
    "object",
    fromJson({
      name: "api",
      replicas: 3,
      ratio: 0.5,
      on: true,
      none: null,
      labels: { app: "api", "a.b/c": "x" },
      list: [1, 2, 3],
      names: ["b", "a"],
      containers: [{ name: "app", image: "r.example/app:1" }, { name: "side" }],
    }),
  ],
  ["secret", secret],
  ["half", mapOf({ sure: 1n, hidden: secret, perhaps: new Maybe("x") })],
  ["some", ["a", new Maybe("b")]],
  ["open", new CelMap(new Map([["sure", 1n]]), true)],
  ["extra", new CelMap(new Map([["late", new Maybe("x")]]))],
  ["user", new Possible("who", (text) => (text.startsWith("system:") ? false : undefined))],
]);

function run(text: string): unknown {
  try {
    return evaluate(parseExpression(text), NAMES, { steps: 100_000 });
  } catch (error) {
    if (error instanceof UnknownSignal) return "unknown";
    if (error instanceof CelError) return "error";
    throw error;
  }
}

/** Source of what is expected: the language definition of CEL, and the documentation of its libraries in Kubernetes. */
const CASES: readonly (readonly [string, unknown])[] = [
  ["1 + 2 * 3 == 7", true],
  ["(1 + 2) * 3 - -1", 10n],
  ["-7 / 2", -3n],
  ["-7 % 2", -1n],
  ["1 / 0 == 1", "error"],
  ["9223372036854775807 + 1 > 0", "error"],
  ["-9223372036854775808", -9223372036854775808n],
  ["0x1F", 31n],
  ["1.5 + 1.5 == 3.0", true],
  ["1 == 1.0", true],
  ["1 < 1.5", true],
  ["1 == 'a'", "unknown"],
  ["object.name == null || object.none != null", false],
  ["'a' < 'b' && 'B' < 'a'", true],
  ["'a' + \"b\" + '''c''' + r'\\d'", "abc\\d"],
  ["'\\u00e9\\x41\\101\\n'", "éAA\n"],
  ["true ? 1 : 2", 1n],
  ["1 in [1, 2] && !('x' in {'y': 1})", true],
  ["[1] + [2] == [1, 2]", true],
  ["{'a': 1}.a", 1n],
  ["{'a': 1}['b'] == 1", "error"],
  ["[1][1] == 1", "error"],
  ["// a comment\n1 == 1", true],
  // What decides wins over what fails or is not known.
  ["true || object.missing", true],
  ["object.missing || true", true],
  ["object.missing && false", false],
  ["object.missing || false", "error"],
  ["secret || true", true],
  ["secret && false", false],
  ["secret == 1 || 1 / 0 == 1", "unknown"],
  ["secret ? 1 : 1", "unknown"],
  // Fields.
  ["has(object.name) && !has(object.missing)", true],
  ["has(object.labels.app)", true],
  ["object.labels['a.b/c']", "x"],
  ["object.labels.`a.b/c`", "x"],
  ["object.none == null", true],
  ["object.?missing.orValue('x')", "x"],
  ["object.?labels.?app.orValue('x')", "api"],
  ["object.labels[?'app'].hasValue()", true],
  ["object.?missing.?deeper.hasValue()", false],
  ["object.?name.optMap(n, n + '!').orValue('')", "api!"],
  ["object.?missing.value() == 1", "error"],
  ["optional.none().or(optional.of(2)).value()", 2n],
  ["[?object.?name, ?object.?missing].size()", 1n],
  ["{?'a': object.?missing}.size()", 0n],
  // Macros.
  ["object.list.all(x, x > 0) && object.list.exists(x, x == 3) && object.list.exists_one(x, x == 1)", true],
  ["object.list.filter(x, x > 1).map(x, x * 2) == [4, 6]", true],
  ["object.list.map(x, x > 1, x) == [2, 3]", true],
  ["object.labels.all(k, k != '') && object.labels.exists(k, v, v == 'x')", true],
  ["object.list.all(i, v, v == i + 1)", true],
  ["[1, 2].transformList(i, v, i + v) == [1, 3]", true],
  ["{'a': 1}.transformMap(k, v, v + 1).a", 2n],
  ["object.containers.all(c, has(c.image))", false],
  ["object.containers.all(c, c.image != '')", "error"],
  ["object.containers.exists(c, c.image == 'r.example/app:1')", true],
  // Strings.
  ["'hello'.contains('ell') && 'hello'.startsWith('he') && 'hello'.endsWith('lo')", true],
  ["'a,b,c'.split(',') == ['a', 'b', 'c'] && 'a,b,c'.split(',', 2) == ['a', 'b,c']", true],
  ["'aXbX'.replace('X', '-') + 'aXbX'.replace('X', '-', 1)", "a-b-a-bX"],
  ["['a', 'b'].join('/')", "a/b"],
  ["'héllo'.substring(1, 3) + 'héllo'.charAt(1)", "élé"],
  ["'abcabc'.indexOf('c', 3) == 5 && 'abcabc'.lastIndexOf('a') == 3 && 'a'.indexOf('x') == -1", true],
  ["'abc'.substring(4) == ''", "error"],
  ["' Ab '.trim().lowerAscii() + 'é'.upperAscii()", "abé"],
  ["'%s has %d'.format(['x', 2])", "x has 2"],
  ["size('😀') == 1 && 'ab'.size() == 2", true],
  ["int('12') + int(3.9)", 15n],
  ["int('x') == 1", "error"],
  ["string(1) + string(true) + string(1.5)", "1true1.5"],
  ["type(1) == int && type('') == string", true],
  ["[3, 1, 2].min() == 1 && [1, 2].sum() == 3 && [1, 2].isSorted() && ['a'].indexOf('a') == 0", true],
  ["sets.contains([1, 2], [2]) && sets.intersects([1], [1, 2]) && !sets.equivalent([1], [2])", true],
  ["duration('1h30m') > duration('60m')", true],
  // Kubernetes.
  [
    "quantity('1Gi').isGreaterThan(quantity('1G')) && quantity('500m').add(quantity('0.5')).compareTo(quantity('1')) == 0",
    true,
  ],
  ["isQuantity('x') || !isQuantity('100m')", false],
  ["quantity('1k').asInteger()", 1000n],
  ["cidr('10.0.0.0/8').containsIP('10.2.3.4') && !cidr('10.0.0.0/8').containsCIDR('11.0.0.0/24')", true],
  ["isIP('10.0.0.256') || ip('127.0.0.1').family() != 4", false],
  ["url('https://a.example:8443/x').getHost() + url('http://a.example').getPort()", "a.example:8443"],
  // What is known in part.
  ["has(half.hidden) && half.sure == 1", true],
  ["half.hidden == 1", "unknown"],
  ["has(half.perhaps)", "unknown"],
  ["half.perhaps == 'x'", "unknown"],
  ["half.?perhaps.orValue('x')", "x"],
  ["half.?perhaps.orValue('y') == 'x'", "unknown"],
  ["some.all(x, x != 'c')", true],
  ["some.all(x, x != 'b')", "unknown"],
  ["some.exists(x, x == 'a')", true],
  ["some.exists(x, x == 'b')", "unknown"],
  ["some.size() == 2", "unknown"],
  ["'c' in some || 'a' in some", true],
  ["some.filter(x, x == 'a').all(x, x == 'a')", true],
  ["open.sure == 1 && 'sure' in open", true],
  ["has(open.other)", "unknown"],
  ["open.all(k, k == 'sure')", "unknown"],
  ["extra.?x.hasValue()", false],
  ["object.?missing.orValue(extra).size() == 0", "unknown"],
  ["'late' in extra", "unknown"],
  ["user in ['system:node', 'system:admin']", false],
  ["user == 'alice'", "unknown"],
  ["[1, 2].map(x, secret).size() == 2", true],
];

describe("expressions", () => {
  it.each(CASES)("%s", (text, expected) => {
    expect(run(text)).toEqual(expected);
  });

  it.each([
    "1 +",
    "a.b{c: 1}",
    "b'x'",
    "'open",
    "has(a)",
    "[1, 2",
    "a..b",
    "1 ? 2",
    "99999999999999999999",
    "'\\q'",
  ])("cannot read %s", (text) => {
    expect(() => parseExpression(text)).toThrow(/./);
  });

  it("gives up where evaluation takes too long, and where it nests too deep", () => {
    const all = "[1,2,3,4,5,6,7,8,9,10]";
    const nested = ["a", "b", "c", "d", "e", "f", "g"].reduceRight(
      (body, name) => `${all}.all(${name}, ${body})`,
      "true",
    );
    expect(run(nested)).toBe("unknown");
    expect(() => parseExpression(`${"(".repeat(5_000)}1${")".repeat(5_000)}`)).toThrow("too deep");
    expect(() => parseExpression(`${"!".repeat(5_000)}true`)).toThrow("too deep");
  });
});
