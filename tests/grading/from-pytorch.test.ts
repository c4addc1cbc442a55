import { expect, test } from "vitest";
import { insteadOfLine, insteadOfThrown } from "../../src/grading/from-pytorch/index.ts";
import { METHODS } from "../../src/grading/from-pytorch/methods.ts";
import { compareReadings } from "../../src/grading/harness/compare.ts";
import { failureOf } from "../../src/grading/harness/failures.ts";
import { readingOf } from "../../src/grading/harness/reading.ts";
import { vocabulary } from "../../src/grading/harness/vocabulary.ts";
import { index, nn, stack, tf, unbind } from "../../src/tools/index.ts";

/** What stands under the engine's own words, when a line runs that somebody wrote who thinks in Python. */
function insteadOf(line: string): string | undefined {
  const run = new Function("x", "tf", "nn", "stack", `"use strict"; return ${line};`);
  try {
    run(tf.tensor2d([[1, 2]]), tf, nn, stack);
  } catch (error) {
    return failureOf(error, "", "01-relu.ts").message.split("\n")[1];
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

test("operators between tensors get the methods, whether the result is used at once or later", () => {
  const lines = [
    "(x - 1).abs()",
    "(x >= 0).any()",
    "(x === 0).sum()",
    "tf.add(x + 1, x)",
    "tf.exp(x + x)",
    "((shifted) => shifted.abs())(x * 2)",
  ];
  for (const line of lines) expect(insteadOf(line), line).toMatch(/a\.sub\(b\).*x\.greater\(0\)/);
});

test("what an operator makes of tensors is known where a tensor is wanted", async () => {
  const x = tf.tensor2d([[1, 2]]) as unknown as number;
  const wanted = await readingOf(tf.tensor2d([[1, 2]]));
  for (const operation of [() => x + 1, () => x - 1, () => x > 1]) expect(operation).toThrow(/is no number/);
  for (const made of [`${x}1`, Number.NaN, false])
    expect(compareReadings(await readingOf(made), wanted, 0)).toMatchObject({
      failure: "not-a-tensor",
      sentence: expect.stringContaining("a.add(b)"),
    });
  const minus = tf.mul(x, Number.NaN);
  expect(compareReadings(await readingOf(minus), wanted, 0)).toMatchObject({
    sentence: expect.stringContaining("a.sub(b)"),
  });
  const long = tf.range(0, 999).toString();
  expect(
    (compareReadings(await readingOf(long), wanted, 0) as { sentence: string }).sentence.length,
  ).toBeLessThan(300);
  for (const made of [3, "three", undefined])
    expect(compareReadings(await readingOf(made), wanted, 0)).toMatchObject({
      sentence: expect.not.stringContaining("a.add(b)"),
    });
});

test("every method of torch in the table is none of ours, and its replacement is", () => {
  const x = tf.ones([1]);
  for (const [name, instead] of METHODS) {
    if (name !== "size") expect(name in x, name).toBe(false);
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
  for (const line of ["const y = x[0;", "index(rays, ':', 1", "f([...a, b]", "x[i ? 'a:b' : 0"])
    expect(insteadOfLine(line)).toBeUndefined();
});
