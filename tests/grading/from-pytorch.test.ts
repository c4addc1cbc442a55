import { expect, test } from "vitest";
import { insteadOfLine, insteadOfThrown, insteadOfType } from "../../src/grading/from-pytorch/index.ts";
import { METHODS } from "../../src/grading/from-pytorch/methods.ts";
import { compareReadings } from "../../src/grading/harness/compare.ts";
import { failureOf } from "../../src/grading/harness/failures.ts";
import { readingOf } from "../../src/grading/harness/reading.ts";
import { vocabulary } from "../../src/grading/harness/vocabulary.ts";
import { index, nn, reduce, stack, tf, unbind } from "../../src/tools/index.ts";

/** What stands under the engine's own words, when a line runs that somebody wrote who thinks in Python. */
function insteadOf(line: string): string | undefined {
  const run = new Function("x", "tf", "nn", "stack", "reduce", `"use strict"; return ${line};`);
  try {
    run(tf.tensor2d([[1, 2]]), tf, nn, stack, reduce);
  } catch (error) {
    return failureOf(error, "", "01-relu.ts").message.split("\n").slice(1).join("\n") || undefined;
  }
  throw new Error(`this went through: ${line}`);
}

test("an entry in brackets, unpacking, .T and torch's manner of shapes and axes get what to write instead", () => {
  const lines: [line: string, instead: string][] = [
    ["x[0].neg()", "index(x, 0)"],
    ["x[0, 1].neg()", "index(x, i, j)"],
    ["tf.add(x[0], 1)", "index(x, 0)"],
    ["stack([...x], 0)", "unbind(x, 0)"],
    ["tf.matMul(x, x.T)", "x.transpose()"],
    ["x.T.shape", "x.transpose()"],
    ["x.transpose(-1, -2)", "x.transpose([0, 2, 1])"],
    ["x.reshape(2, 1)", "x.reshape([2, 3])"],
    ["tf.zeros(2, 3)", "tf.zeros([2, 3])"],
    ["x.sum({ axis: 1 })", "x.sum(1, true)"],
    ["x.map((row) => row)", "unbind(x, 0)"],
    ["nn.Linear(2, 3)", "new nn.Linear"],
  ];
  for (const [line, instead] of lines) expect(insteadOf(line), line).toContain(instead);
  expect(unbind(tf.tensor2d([[1, 2]]), 0)).toHaveLength(1);
  expect(index(tf.tensor2d([[1, 2]]), 0).shape).toEqual([2]);
});

test("operators between tensors get the methods", () => {
  for (const line of ["(x - 1).abs()", "(x >= 0).any()", "tf.exp(x * x)", "tf.add(x, -x)", "x > 0 ? x : 0"])
    expect(insteadOf(line), line).toMatch(/a\.sub\(b\).*x\.greater\(0\)/);
  for (const line of ["tf.add(x + 1, x)", "(x == 0).sum()"])
    expect(insteadOf(line), line).toMatch(/a\.add\(b\).*x\.equal\(y\)/);
});

test("what `===` makes of tensors is no tensor, and gets the method wherever it shows", () => {
  for (const line of ["(x === x).sum()", "stack([x === x, x], 0)", "reduce(x === x, 'a b -> a', 'sum')"])
    expect(insteadOf(line), line).toContain("x.equal(y)");
});

test("a length that is undefined gets `x.shape.at(-1)`, wherever it shows", () => {
  const lines = [
    "tf.zeros([x.shape[-1]])",
    "tf.zeros([2, x.shape[-1]])",
    "tf.zeros([x.shape[-1] * 2, 3])",
    "tf.zeros([x.length])",
    "x.reshape([x.shape[-1], -1])",
    "x.reshape([-1, x.shape[-1]])",
    "x.add(x.shape[-1])",
    "tf.ones([3]).mul(x.shape[-1])",
  ];
  for (const line of lines) expect(insteadOf(line), line).toContain("x.shape.at(-1)");
  expect(insteadOf("x.reshape([3, 7])")).toBeUndefined();
  expect(insteadOf("tf.zeros([-2])")).toBeUndefined();
});

test("what is no tensor where one is wanted: the habit that makes it", async () => {
  const x = tf.tensor2d([[1, 2]]);
  const wanted = await readingOf(x);
  const sentenceFor = async (made: unknown) =>
    (compareReadings(await readingOf(made), wanted, 0) as { sentence: string }).sentence;
  expect(await sentenceFor(true)).toContain("x.equal(y)");
  expect(await sentenceFor(undefined)).toMatch(/`return`.*`index\(x, 0\)`/);
  expect(await sentenceFor(Number.NaN)).toContain("x.shape.at(-1)");
  expect(await sentenceFor(x.mul(Number.NaN))).toContain("x.shape.at(-1)");
  expect((await sentenceFor(tf.range(0, 999).toString())).length).toBeLessThan(300);
  for (const made of [3, "three", null]) expect(await sentenceFor(made)).not.toContain("\n");
});

test("every method of torch in the table is none of ours, and its replacement is", () => {
  const x = tf.ones([1]);
  for (const [name, instead] of METHODS) {
    if (name !== "size" && name !== "shape") expect(name in x, name).toBe(false);
    expect(insteadOf(`x.${name}()`), name).toContain(instead);
    for (const [, method = ""] of instead.matchAll(/`(?:\(?await )?x\.(\w+)/g))
      expect(method in x, `${name}: x.${method}`).toBe(true);
    for (const [, tool = ""] of instead.matchAll(/`(\w+)\(/g))
      expect(vocabulary.tools, `${name}: ${tool}`).toContain(tool);
    for (const [, operation = ""] of instead.matchAll(/`tf\.(\w+)\(/g))
      expect(vocabulary.within.tf, `${name}: tf.${operation}`).toContain(operation);
  }
});

test("a name that differs by capitals and underscores only is found among ours", () => {
  const lines: [line: string, instead: string][] = [
    ["x.argmax(1)", "x.argMax"],
    ["x.log_softmax(1)", "x.logSoftmax"],
    ["x.detach()", "detach(x"],
    ["x.masked_fill(x, 0)", "maskedFill(x"],
    ["x.unsqueeze(0)", "unsqueeze(x"],
    ["x.to('cuda')", "to(x"],
    ["x.add_(1)", "x.add(1)"],
    ["x.__len__()", "x.shape[0]"],
    ["tf.matmul(x, x)", "tf.matMul"],
    ["tf.randn(2, 3)", "tf.randomNormal(shape)"],
    ["tf.tensor.zeros([2])", "tf.zeros"],
    ["tf.rearrange(x, 'a b -> b a')", "`rearrange`"],
    ["new nn.linear(2, 3)", "nn.Linear"],
  ];
  for (const [line, instead] of lines) expect(insteadOf(line), line).toContain(instead);
});

test("a tool that is not imported, and a name of Python's, get the line or the word", () => {
  const lines: [line: string, instead: string][] = [
    ["rearrange(x, 'a b -> b a')", 'import { rearrange } from "arena/tools";'],
    ["linalg.det(x)", 'import { linalg } from "arena/tools";'],
    ["new Linear(2, 3)", "nn.Linear"],
    ["matMul(x, x)", "tf.matMul"],
    ["masked_fill(x, x, 0)", "`maskedFill`"],
    ["x.sum(dim = 1)", "x.sum(1, true)"],
    ["torch.zeros([2])", "`tf`"],
    ["np.zeros([2])", "`tf`"],
    ["len(x)", "x.shape[0]"],
    ["None", "`null`"],
    ["isinstance(x, tf.Tensor)", "`x instanceof C`"],
    ["enumerate([x])", "`list.entries()`"],
    ["zip([x], [x])", "`a.map("],
  ];
  for (const [line, instead] of lines) expect(insteadOf(line), line).toContain(instead);
  expect(insteadOfThrown("tf is not defined", vocabulary)).toMatch(
    /import { tf } .*`type tf`, only its types/,
  );
  for (const tool of vocabulary.tools)
    expect(insteadOfThrown(`${tool} is not defined`, vocabulary), tool).toContain(`import { ${tool} }`);
});

test("a name that was imported from where it is not gets the place where it is", () => {
  const messages: [message: string, instead: string][] = [
    ["matMul is not a function", "tf.matMul"],
    ["Linear is not a constructor", "nn.Linear"],
    ["Class extends value undefined is not a constructor or null", "nn.Module"],
  ];
  for (const [message, instead] of messages)
    expect(insteadOfThrown(message, vocabulary), message).toContain(instead);
  expect(insteadOfThrown("reduce is not a function", vocabulary)).toBeUndefined(); // the learner's own
});

test("a plot that is not awaited gets the await", () => {
  expect(insteadOfThrown("plots.curve(...).show is not a function", vocabulary)).toContain(
    "(await plots.curve(losses)).show()",
  );
});

test("other errors are left alone", () => {
  for (const message of [
    "mine",
    "x is not defined",
    "weights is not defined",
    "foo.bar is not a function",
    "f is not a function",
  ])
    expect(insteadOfThrown(message, vocabulary)).toBeUndefined();
});

test("a slice in brackets is named, a list or a text is not", () => {
  for (const line of ["  const y = rays[:, 1, 0];", "x[..., 1:] = 3;", "return rays[0, :2]"])
    expect(insteadOfLine(line)).toMatch(/index\(x, ':', 1\)/);
  expect(insteadOfLine("const [b, c] = x.shape[0:2];")).toContain("x.shape.slice(0, 2)");
  for (const line of ["const y = x[0;", "index(rays, ':', 1", "f([...a, b]", "x[i ? 'a:b' : 0"])
    expect(insteadOfLine(line)).toBeUndefined();
});

test("a line of Python gets the words of JavaScript", () => {
  const lines: [line: string, instead: string][] = [
    ["    if not this.training:", "`!`"],
    ["  if (a and b) return x;", "`&&`"],
    ["  return x or y;", "`||`"],
    ["  return x if x.rank > 1 else y", "`a ? b : c`"],
    ["  const f = lambda y: y.neg();", "`(x) => x.neg()`"],
    ["  return x @ w;", "`tf.matMul(x, w)`"],
    ["  if (x is None) return;", "`x === null`"],
    ["  def forward(self, x):", "`forward(x: tf.Tensor)"],
    ["for i in range(3):", "`for (let i = 0; i < 3; i++) {"],
    ["for row in rows {", "`for (const row of rows) {"],
    ["  elif (a) {", "`else if`"],
    ["from torch import nn", "import { einsum, tf }"],
    ["import torch", "import { einsum, tf }"],
    ["  throw new Error(f'got {x.shape}');", "{x.shape}`"],
    ["  assert x.rank == 2", "throw new Error"],
    ["  # the mean of each channel", "`//`"],
    ["  raise ValueError('no')", "throw new Error"],
  ];
  for (const [line, instead] of lines) expect(insteadOfLine(line), line).toContain(instead);
  for (const line of ["return a && b;", "// is this not an image?", "f('x and y'", "/** a or b", "f(x, y"])
    expect(insteadOfLine(line), line).toBeUndefined();
});

test("what TypeScript says of a habit is followed by what to write", () => {
  const messages: [message: string, instead: string][] = [
    ["This expression is not callable.\n  Type 'Number' has no call signatures.", "x.shape[0]"],
    [
      "This expression is not callable.\n  Type '[number, number, number]' has no call signatures.",
      "x.shape[0]",
    ],
    ["Type 'number' is not assignable to type 'Tensor<Rank>'.", "tf.scalar(2)"],
    ["Type 'boolean' is not assignable to type 'Tensor<Rank>'.", "x.equal(y)"],
    ["Argument of type 'number' is not assignable to parameter of type 'Tensor<Rank>'.", "tf.scalar(2)"],
    ["Operator '+=' cannot be applied to types 'Buffer<Rank>' and 'number'.", "a.add(b)"],
    ["Property 'clamp' does not exist on type 'typeof tf'.", "tf.clipByValue"],
    ["Property 'relu_' does not exist on type 'Tensor<Rank>'. Did you mean 'relu'?", "x = x.add(1)"],
    ["Property 'length' does not exist on type 'Tensor1D'.", "x.shape[0]"],
    [
      "Type 'Tensor<Rank>' must have a '[Symbol.iterator]()' method that returns an iterator.",
      "unbind(x, 0)",
    ],
    ["A tuple type cannot be indexed with a negative value.", "x.shape.at(-1)"],
    ["Type 'boolean' cannot be used as an index type.", "tf.where"],
    ["Type 'null' cannot be used as an index type.", "unsqueeze(x, 0)"],
    ["Left side of comma operator is unused and has no side effects.", "[0, 2, 3]"],
  ];
  for (const [message, instead] of messages) expect(insteadOfType(message), message).toContain(instead);
  expect(insteadOfType("Type 'number' is not assignable to type 'string'.")).toBeUndefined();
});
