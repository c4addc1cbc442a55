import { expect, test } from "vitest";
import { insteadOfLine, insteadOfThrown } from "../../src/grading/from-pytorch.ts";
import { index, tf, unbind } from "../../src/tools/index.ts";

/** What the engine really says of code that Python would run. */
function said(slip: (x: never) => unknown): string {
  try {
    slip(tf.tensor2d([[1, 2]]) as never);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the slip went through");
}

type Python = Record<string, (...args: unknown[]) => unknown> &
  Iterable<unknown> & { 0: { data(): unknown } };

test("unpacking a tensor, reading an entry in brackets and torch's methods get what to write instead", () => {
  const slips: [slip: (x: Python) => unknown, instead: RegExp][] = [
    [
      (x) => {
        const [first] = x;
        return first;
      },
      /unbind\(x, 0\)/,
    ],
    [(x) => (((x as unknown as number) - 1) as unknown as tf.Tensor).abs(), /a\.sub\(b\)/],
    [(x) => (((x as unknown as number) >= 0) as unknown as tf.Tensor).any(), /u\.greaterEqual\(0\)/],
    [(x) => [...x], /unbind\(x, 0\)/],
    [(x) => x[0].data(), /index\(x, 0\)/],
    [(x) => x.item?.call(x) ?? (x as never as { item(): unknown }).item(), /await x\.data\(\)/],
    [(x) => (x as never as { view(n: number): unknown }).view(2), /rearrange/],
    [(x) => (x as never as { unsqueeze(n: number): unknown }).unsqueeze(0), /unsqueeze\(x, axis\)/],
    [(x) => (x as never as { clamp(n: number): unknown }).clamp(0), /clipByValue/],
    [(x) => (x as never as { amin(n: number): unknown }).amin(0), /x\.min\(axis\)/],
  ];
  for (const [slip, instead] of slips) expect(insteadOfThrown(said(slip as never))).toMatch(instead);
  expect(unbind(tf.tensor2d([[1, 2]]), 0)).toHaveLength(1);
  expect(index(tf.tensor2d([[1, 2]]), 0).shape).toEqual([2]);
});

test("other errors are left alone", () => {
  for (const message of ["mine", "x is not defined", "foo.bar is not a function"])
    expect(insteadOfThrown(message)).toBeUndefined();
});

test("a slice in brackets is named, a list or a text is not", () => {
  for (const line of ["  const y = rays[:, 1, 0];", "x[..., 1:] = 3;", "return rays[0, :2]"])
    expect(insteadOfLine(line)).toMatch(/index\(x, ':', 1\)/);
  for (const line of ["const y = x[0;", "index(rays, ':', 1", "f([...a, b]", "x[i ? 'a:b' : 0"])
    expect(insteadOfLine(line)).toBeUndefined();
});
