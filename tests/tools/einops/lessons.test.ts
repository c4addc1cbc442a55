import { beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import { rearrange, reduce, repeat, ToolError } from "../../../src/tools/index.ts";
import { counting } from "../support.ts";

beforeAll(async () => {
  await startBackend("cpu");
});

/** A pattern, lengths, and what the message must say. The tensor is [2, 3, 4]. */
type Row = [pattern: string, lengths: Record<string, number>, says: RegExp];

const REARRANGE: Row[] = [
  ["a b -> b a", {}, /left side "a b" stands for 2 axes, but the tensor has 3: \[2, 3, 4\]/],
  ["a b c d ... -> a", {}, /drops no axis/],
  ["a b c d ... -> a b c d ...", {}, /stands for at least 4 axes, but the tensor has 3/],
  ["a b c -> a b", {}, /"c" is on the left side only/],
  ["a b c -> a b c d", {}, /"d" is on the right side only[\s\S]*repeat/],
  ["a b c -> a b c 2", {}, /"2" is on the right side only/],
  ["a 3 c -> a c", {}, /number 3 on the left side names an axis that nothing on the right can refer to/],
  ["a b (c d) -> a b c d", {}, /axis 2 of length 4 cannot be split into "\(c d\)"[\s\S]*\{ d: 2 \}/],
  ["a (b d) c -> a b c d", { d: 2 }, /axis 1 has length 3[\s\S]*3 is not divisible by 2/],
  ["a b (c d) -> a b c d", { c: 3, d: 2 }, /axis 2 has length 4, but "\(c d\)" makes 3 x 2 = 6/],
  ["a b c -> c b a", { b: 5 }, /axis 1 has length 3, but "b" makes 5/],
  ["a 1 c -> a c", {}, /axis 1 has length 3, but "1" makes 1/],
  ["a b c -> c b a", { d: 5 }, /length is given for "d", which the pattern does not name/],
  ["a b c -> c b a", { b: 1.5 }, /length of "b" must be a whole number of at least 1, not 1.5/],
  ["a b c", {}, /one "->" between its two sides, this one has 0/],
  ["a b c -> a -> b", {}, /this one has 2/],
  ["a b a -> a b", {}, /"a" stands twice on the left side/],
  ["a b c -> a a b c", {}, /"a" stands twice on the right side/],
  ["a ... ... -> a ...", {}, /"..." stands twice on the left side/],
  ["a b c -> (a (b c))", {}, /parentheses cannot stand inside parentheses/],
  ["a b c -> (a b c", {}, /"\(" on the right side is never closed/],
  ["a b c) -> a b c", {}, /"\)" on the left side closes nothing/],
  ["a .. c -> a .. c", {}, /"\.\.\." is three dots in a row, this pattern has "\.\."/],
  ["a b c -> ... a b c", {}, /"..." stands on the right side only/],
  ["a (...) -> a ...", {}, /cannot stand within parentheses/],
  ["a _b c -> a _b c", {}, /neither begins nor ends with an underscore/],
  ["a b 0 -> a b", {}, /numeric axis must be at least 1/],
  ["a b c -> a,b,c", {}, /",b,c" cannot be read as an axis/],
  ["a 2b c -> a 2b c", {}, /"2b" cannot be read as an axis/],
];

describe("a pattern that does not fit", () => {
  it.each(REARRANGE)("%s %o", (pattern, lengths, says) => {
    expect(() => rearrange(counting(2, 3, 4), pattern, lengths)).toThrow(says);
  });

  it("is told with the pattern, the shape, the lengths, what would fit and an example", () => {
    expect(() => rearrange(counting(2, 3, 4), "a (b d) c -> a b c d", { d: 2 })).toThrow(
      new ToolError(
        [
          'rearrange: axis 1 has length 3, which "(b d)" cannot split: 3 is not divisible by 2.',
          '  pattern  "a (b d) c -> a b c d"',
          "  shape    [2, 3, 4]",
          "  lengths  { d: 2 }",
          "  fits     a length of axis 1 that is a multiple of 2, or another length for what splits it",
          '  example  rearrange(x, "b c h w -> b (c h w)")',
        ].join("\n"),
      ),
    );
  });

  it("reduce makes no axis", () => {
    expect(() => reduce(counting(2, 3), "a b -> a c", "sum")).toThrow(
      /"c" is on the right side only, and reduce makes no axis/,
    );
    expect(() => reduce(counting(2, 3), "a b -> a 2", "sum")).toThrow(/"2" is on the right side only/);
  });

  it("repeat drops no axis and wants lengths for new ones", () => {
    expect(() => repeat(counting(2, 3), "a b -> a c", { c: 2 })).toThrow(
      /"b" is on the left side only, and repeat drops no axis/,
    );
    expect(() => repeat(counting(2, 3), "a b -> a b c")).toThrow(
      /how long is the new axis "c"\?[\s\S]*\{ c: 3 \}/,
    );
    expect(() => repeat(counting(2, 3), "a (b 3) -> a b")).toThrow(/number 3 on the left side/);
  });

  it("a result that no backend can hold is told before it is made", () => {
    expect(() => repeat(counting(2, 3), "a b -> a b 99999999999")).toThrow(
      /would have 599999999994 entries, more than a tensor can hold/,
    );
    expect(() => repeat(counting(2, 3), "a b -> a b c", { c: 1e12 })).toThrow(ToolError);
  });

  it("a pattern is a text", () => {
    expect(() => rearrange(counting(2, 3), [1, 0] as never)).toThrow(
      /the pattern must be a text[\s\S]*rearrange\(x, "b c h w/,
    );
  });

  it("a list holds tensors of one shape", () => {
    expect(() => rearrange([counting(2), counting(3)], "p n -> n p")).toThrow(/one shape[\s\S]*\[2\] \[3\]/);
    expect(() => rearrange([], "p n -> n p")).toThrow(/a tensor or a list of tensors/);
  });
});
