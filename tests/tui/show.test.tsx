import { writeFileSync } from "node:fs";
import { test } from "vitest";
import { states } from "./fixtures.ts";
import { frame } from "./frames.tsx";
test("show", () => {
  let out = "";
  for (const [c, r] of [[120, 40], [80, 24], [40, 20], [30, 16]] as const)
    for (const name of Object.keys(states) as (keyof typeof states)[]) out += `==== ${name} ${c}x${r}\n${frame(states[name], c, r)}\n`;
  out += frame(states.map, 80, 24, { ascii: true }) + "\n" + frame(states.passed, 80, 40, { ascii: true }) + "\n";
  writeFileSync("/tmp/frames.txt", out);
});
