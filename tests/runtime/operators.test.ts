import { expect, it } from "vitest";
import { tf } from "../../src/runtime/tf.ts";
import { onEachBackend } from "./each-backend.ts";

/** Runs a line as JavaScript does, past TypeScript, which objects to most of them. */
function run(line: string): unknown {
  return new Function("x", "y", "tf", `"use strict"; return ${line};`)(tf.ones([2, 3]), tf.ones([3]), tf);
}

onEachBackend("operators", () => {
  const numbers = [
    "1 - x",
    "x * 2",
    "-x",
    "+x",
    "x / y",
    "x ** 2",
    "x % 2",
    "x > 0",
    "x <= y",
    "Math.abs(x)",
  ];
  it.each([...numbers, "Math.max(x, 0)", "x > 0 ? x : 0", "tf.maximum(x, -x)"])(
    "%s: refused where it stands, with what to write",
    (line) => {
      expect(() => run(line)).toThrow(/^A tensor of shape \[2, 3\] stands .*`-`.*\n.*`a\.sub\(b\)`/);
    },
  );

  it.each(["x + y", "x + 1", "1 + x", "x == 0", "'x is ' + x"])("%s: refused, with what to write", (line) => {
    expect(() => run(line)).toThrow(
      /^A tensor of shape \[2, 3\] stands beside `\+` or `==`.*\n.*`a\.add\(b\)`/,
    );
  });

  it("variables are tensors, too", () => {
    const step = new Function("v", "return v - 1;") as (v: unknown) => unknown;
    expect(() => step(tf.variable(tf.ones([4])))).toThrow(/^A tensor of shape \[4\]/);
  });

  it("text, identity, null and truth can be asked of a tensor", () => {
    expect(run("String(x)")).toBe(tf.ones([2, 3]).toString());
    expect(run("[x === x, x === y, x == null, x == undefined, x ? 1 : 2]")).toEqual([
      true,
      false,
      false,
      false,
      1,
    ]);
  });
});
