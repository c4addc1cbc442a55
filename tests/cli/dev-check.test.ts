import { expect, test } from "vitest";
import { contentSentences } from "../../src/cli/content-sentences.ts";
import { changed, copyOfSound } from "../curriculum/support.ts";

test("one room's check reads its files by the rules, and nobody else's", async () => {
  const wide = `const wide = ${"x".repeat(90)};`;
  const root = changed("exercises/katas/reduce/exercise.md", "return tf.sum(x.flatten());", wide);
  const all = await contentSentences(root);
  expect(all).toEqual([
    expect.stringMatching(/^exercises[\\/]katas[\\/]reduce[\\/]exercise\.md:\d+: .* columns wide/),
  ]);
  expect(await contentSentences(root, "katas/reduce")).toEqual(all);
  expect(await contentSentences(root, "9.8/row-sums")).toEqual([]);
});

test("a sound room has nothing to be told", async () => {
  expect(await contentSentences(copyOfSound(), "katas/reduce")).toEqual([]);
});
