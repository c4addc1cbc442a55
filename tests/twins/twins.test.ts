import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkTwins, roomsWithTwin } from "./check.ts";
import { pagesWithTwin, pageTwinProblems } from "./pages/check.ts";
import { python } from "./python.ts";
import { wrongIn } from "./table.ts";

const ROOMS = ["0.2/batch-norm", "0.2/max-pool"];

describe.skipIf(!python().hasTorch)("a solution and its PyTorch twin", () => {
  it("agree on the grader's own inputs", { timeout: 120_000 }, async () => {
    const reports = await checkTwins(roomsWithTwin().filter(({ id }) => ROOMS.includes(id)));
    expect(reports.map(({ room }) => room).sort()).toEqual(ROOMS);
    expect(reports.flatMap(wrongIn)).toEqual([]);
    for (const { replayed } of reports) expect(replayed).toBeGreaterThan(10);
  });
});

describe.skipIf(!python().hasTorch)("the PyTorch blocks of pages", () => {
  it("print what the pages say", { timeout: 120_000 }, async () => {
    const pages = pagesWithTwin();
    expect(pages.length).toBeGreaterThan(10);
    expect(await pageTwinProblems(pages)).toEqual([]);
  });

  it("are found out where they print something else, or stop", { timeout: 120_000 }, async () => {
    const page = join(mkdtempSync(join(tmpdir(), "arena-page-")), "page.md");
    const blocks = ["print(1 + 1)\n```\n```output\n3", "import torch\nprint(torch.ones(2) @ torch.ones(3))"];
    const fenced = blocks.map((block) => `\`\`\`python run\n${block}\n\`\`\`\n`).join("\n");
    writeFileSync(page, `---\ntitle: A page\n---\n${fenced}`);
    const problems = await pageTwinProblems([{ path: page }]);
    expect(problems.map(({ line, message }) => `${line}: ${message.slice(0, 45)}`)).toEqual([
      '5: Line 1 of what this code prints is "2", but th',
      "13: This code stops with an error: RuntimeError:",
    ]);
  });
});

describe("the verdict on a twin", () => {
  const agreeing = {
    room: "0.2/relu",
    replayed: 3,
    worst: 0,
    disagreements: [],
    notReplayed: {},
    failures: [],
  };

  it("is that nothing was shown where no call could be replayed", () => {
    expect(wrongIn(agreeing)).toEqual([]);
    expect(wrongIn({ ...agreeing, replayed: 0 })).toEqual(["0.2/relu: no call could be replayed."]);
  });

  it("repeats a disagreement", () => {
    const disagreements = ["ReLU in keep/zero: the result differs by 0.1"];
    expect(wrongIn({ ...agreeing, disagreements })).toEqual([`0.2/relu: ${disagreements[0]}`]);
  });
});
