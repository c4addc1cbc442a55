import { describe, expect, it } from "vitest";
import { checkTwins, roomsWithTwin } from "./check.ts";
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
