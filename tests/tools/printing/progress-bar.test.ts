import { expect, it } from "vitest";
import { progressBar } from "../../../src/tools/index.ts";

const written = (isTTY: boolean) => {
  const texts: string[] = [];
  return { texts, stream: { isTTY, write: (text: string) => texts.push(text) } };
};

it("draws one line over and over on a terminal and ends it when all is done", () => {
  const { texts, stream } = written(true);
  const bar = progressBar("frames", stream);
  bar(1, 4);
  bar(4, 4);
  expect(texts[0]).toMatch(/^\r.*frames █{6}░{18} 1\/4 .* left$/);
  expect(texts[1]).toMatch(/█{24} 4\/4 .* s\n$/);
});

it("writes one line at the end where nobody watches", () => {
  const { texts, stream } = written(false);
  const bar = progressBar("", stream);
  for (const done of [1, 2, 3]) bar(done, 3);
  expect(texts).toEqual([expect.stringMatching(/^█+ 3\/3 .*\n$/)]);
});
