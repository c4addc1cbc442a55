import { expect, test } from "vitest";
import { mutantsOf } from "./mutants.ts";
import { OPERATORS } from "./operators/index.ts";

/** Every text that this operator makes of a line of code. */
function by(name: string, code: string): string[] {
  return mutantsOf(
    code,
    OPERATORS.filter((operator) => operator.name === name),
  ).map(({ text }) => text);
}

/** What each operator makes of a line, in the words of a list that is easily read. */
const EXPECTED: readonly (readonly [operator: string, code: string, mutants: readonly string[]])[] = [
  ["axis", "x.sum(1)", ["x.sum(2)", "x.sum(0)", "x.sum(-1)"]],
  ["axis", "softmax(x, -1)", ["softmax(x, -2)", "softmax(x, 0)"]],
  ["axis", "any(x)", ["any(x, 0)", "any(x, -1)"]],
  ["axis", "unbind(x)", ["unbind(x, 1)", "unbind(x, -1)"]],
  ["axis", "Math.max(1, 2)", []],
  ["number", "f(3)", ["f(4)", "f(2)", "f(-3)"]],
  ["number", "f(-1)", ["f(0)", "f(-2)", "f(1)"]],
  ["number", "f(0.5)", ["f(1)", "f(0.25)", "f(-0.5)"]],
  ["number", "const [u = 0] = x", []],
  ["number", "f(x[0] ?? 0)", ["f(x[1] ?? 0)", "f(x[-1] ?? 0)"]],
  ["epsilon", "x.add(1e-5)", ["x.add(0)", "x.add(0.1)"]],
  ["infinity", "f(-Infinity)", ["f(Infinity)", "f(-0)", "f(-3.4e38)"]],
  ["sign", "f(-x)", ["f(x)"]],
  ["arithmetic", "a + b", ["a - b"]],
  ["arithmetic", "a += b", ["a -= b", "a = b"]],
  ["arithmetic", "x.mul(y)", ["x.div(y)"]],
  ["term", "a * b", ["a", "b"]],
  ["term", "x.add(y)", ["x", "y"]],
  ["term", "tf.maximum(x, 0)", ["x", "0"]],
  ["term", "a ?? b", ["a", "b"]],
  ["reduction", "x.mean(1)", ["x.sum(1)", "x.max(1)"]],
  ["reduction", "any(x, 1)", ["tf.all(x, 1)"]],
  [
    "reduction",
    'reduce(x, "a b -> a", "max")',
    ['reduce(x, "a b -> a", "min")', 'reduce(x, "a b -> a", "mean")'],
  ],
  ["dropped call", "x.neg().sqrt()", ["x.neg()", "x.sqrt()"]],
  ["dropped call", "softmax(x, -1)", ["x"]],
  ["dropped call", "this.relu.call(x)", ["x"]],
  ["comparison", "a < b", ["a <= b", "a > b"]],
  ["comparison", "x.lessEqual(1)", ["x.less(1)", "x.greaterEqual(1)"]],
  ["logic", "a && b", ["a || b"]],
  ["logic", "x.logicalOr(y)", ["x.logicalAnd(y)"]],
  ["logic", "f(!a)", ["f(a)"]],
  ["condition", "if (a) f()", ["if (true) f()", "if (false) f()"]],
  ["condition", "for (; a; ) f()", ["for (; false; ) f()"]],
  ["statement", "f(); const a = g();", ["; const a = g();"]],
  ["statement", "using _ = noGrad();", [""]],
  ["order", "f(a, b)", ["f(b, a)"]],
  ["order", "[a, b, c]", ["[b, a, c]", "[a, c, b]"]],
  ["order", "const [O, D] = x", ["const [D, O] = x"]],
  ["order", "L1.sub(L2)", ["tf.sub(L2, L1)"]],
  ["order", "n - 1", ["1 - n"]],
  [
    "pattern",
    'rearrange(x, "a (b c) -> a b c")',
    [
      'rearrange(x, "b (a c) -> a b c")',
      'rearrange(x, "a (c b) -> a b c")',
      'rearrange(x, "a (b c) -> b a c")',
      'rearrange(x, "a (b c) -> a c b")',
    ],
  ],
  ["pattern", 'einsum("i, i j -> j", x, w)', ['einsum("i, j i -> j", x, w)', 'einsum("i j, i -> j", x, w)']],
  ["range", 'index(x, ":2")', ['index(x, ":3")', 'index(x, ":1")', 'index(x, ":")']],
  ["dtype", 'x.cast("int32")', ['x.cast("float32")']],
  ["flag", "f({ bias: false })", ["f({ bias: true })"]],
  ["keepDims", "x.min(1)", ["x.min(1, true)"]],
  ["filled", "tf.eye(3)", ["tf.ones([3, 3])"]],
  ["filled", "tf.zerosLike(x)", ["tf.onesLike(x)"]],
  ["rounding", "Math.floor(x)", ["(x)", "Math.ceil(x)"]],
  ["dropped argument", "any(x, 1)", ["any(x)"]],
  ["dropped argument", "new S(new A(), new B())", ["new S(new B())", "new S(new A())"]],
  ["dropped option", "f({ stride: 2, padding: 3 })", ["f({ padding: 3 })", "f({ stride: 2 })"]],
  [
    "default",
    "function f(stride = 1) {}",
    ["function f(stride) {}", "function f(stride = 0) {}", "function f(stride = 2) {}"],
  ],
];

test.each(EXPECTED)("%s: %s", (operator, code, mutants) => {
  expect(by(operator, code)).toEqual(mutants);
});

test("a function of tensors returns another dtype", () => {
  const [mutant] = by("dtype", "function f(x: tf.Tensor): tf.Tensor1D { return x; }");
  expect(mutant).toContain("return ((it) =>");
  expect(by("dtype", "function f(x: number): number { return x; }")).toEqual([]);
});

test("a matrix is transposed before it is used", () => {
  const [mutant] = by("transposed", "linalg.det(matrix)");
  expect(mutant).toMatch(/^linalg\.det\(.*transpose.*\(matrix\)\)$/);
});

test("every operator is tried here", () => {
  const tried = new Set([...EXPECTED.map(([name]) => name), "transposed"]);
  expect(OPERATORS.filter(({ name }) => !tried.has(name))).toEqual([]);
});
