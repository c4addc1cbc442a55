import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { arena, home, root } from "./arena.ts";

const KATA = "exercises/katas/einsum";
const solution = readFileSync(join(root, KATA, "solution.ts"), "utf8");
const stub = readFileSync(join(root, KATA, "stub.ts"), "utf8");
/** Right, and without a single einsum. */
const byMatMul = readFileSync(join(root, "tests/rooms/katas/einsum/mat-mul.ts"), "utf8");

let cwd = "";
const workspace = () => join(cwd, "arena-workspace");
const answer = () => join(workspace(), "katas", "einsum.ts");
const here = (...args: string[]) => arena([...args, "--workspace", workspace()], { cwd });
const json = async (...args: string[]) => JSON.parse((await here(...args, "--json")).stdout);

beforeAll(async () => {
  cwd = home();
  await arena(["start", "einsum", "--no-watch"], { cwd });
  await arena(["start", "0.2/relu", "--no-watch"], { cwd });
});

describe("arena start TECHNIQUE", () => {
  test.each(["einsum", "einstein-summation", "Einsum", "katas/einsum"])(
    "%s begins its kata",
    async (name) => {
      const { exitCode, stdout } = await here("start", name, "--no-watch");
      expect(exitCode).toBe(0);
      expect(stdout).toContain("Begin with katas/einsum");
      expect(readFileSync(answer(), "utf8")).toBe(stub);
    },
  );

  test("a name that a room has alone is still the room", async () => {
    const { stdout } = await here("start", "max-pool", "--no-watch");
    expect(stdout).toContain("Begin with 0.2/max-pool");
  });

  test.each(["hooks", "strides"])(
    "%s, a name that a room and a kata share, begins the kata and names the room",
    async (name) => {
      const place = home();
      const { stdout, stderr } = await arena(["start", name, "--no-watch"], { cwd: place });
      expect(stdout).toContain(`Begin with katas/${name}`);
      expect(stderr).toContain(`The room of that name: arena start 0.2/${name}`);
      expect(await arena(["grade", name], { cwd: place })).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining(`Did you mean 0.2/${name}, katas/${name}?`),
      });
      const file = join(place, "arena-workspace", "katas", `${name}.ts`);
      const { stdout: graded } = await arena(["grade", file], { cwd: place });
      expect(graded).toMatch(new RegExp(`^katas/${name}`));
    },
  );

  test("the page names the command", async () => {
    const { stdout } = await here("hint", "einsum");
    expect(stdout).toContain("arena start einsum, its kata: 5 steps");
    const used = stdout.slice(stdout.indexOf("Where it is used"));
    expect(used).toContain("0.2/linear");
    expect(used).not.toContain("katas/");
  });

  test("a room's hint names the page and the kata of its tool, a kata's hint only the page", async () => {
    expect((await here("hint", "0.2/max-pool")).stdout).toMatch(/its kata:\s+arena\s+start\s+indexing-colon/);
    const own = (await here("hint", "katas/einsum")).stdout;
    expect(own).toContain("arena hint einsum");
    expect(own).not.toContain("its kata");
  });
});

describe("a kata is never in the way", () => {
  beforeAll(async () => {
    await here("start", "0.2/relu", "--no-watch");
    await here("start", "einsum", "--no-watch");
  });

  test("arena alone and arena progress go on where you left for it", async () => {
    const { stdout } = await here();
    expect(stdout).toMatch(/You are in +0\.2 /);
    expect(stdout).toMatch(/Next +0\.2\/relu/);
    expect(await json("progress")).toMatchObject({ next: "0.2/relu" });
  });

  test("arena start without a name begins in the dungeon", async () => {
    const fresh = home();
    const { stdout } = await arena(["start", "--no-watch"], { cwd: fresh });
    expect(stdout).toContain("Begin with 0.1/");
    expect(existsSync(join(fresh, "arena-workspace", "katas"))).toBe(false);
    const left = await here("start", "--no-watch");
    expect(left.stdout).toContain("Begin with 0.2/relu");
  });

  test("sections, their counts and the first words of arena do not count it", async () => {
    const { sections, katas, totals } = await json("progress");
    expect(sections.map(({ id }: { id: string }) => id)).not.toContain("katas");
    expect(katas).toMatchObject({ passed: 0, total: expect.any(Number) });
    expect(totals.passedRooms).toBe(0);
    expect((await arena([])).stdout).not.toContain("katas");
  });

  test("the list shows katas apart, and which tools a room wants", async () => {
    const { stdout } = await here("list");
    const [dungeon, katas] = stdout.split("Katas: ");
    expect(katas).toContain("[ ] arena start einsum");
    expect(dungeon).not.toContain("katas/");
    expect(dungeon).toMatch(/0\.2\/linear .*\n +wants .*einsum/);
  });
});

describe("a kata that is passed", () => {
  test("earns its technique, however it was solved, and the bag says where", async () => {
    writeFileSync(answer(), byMatMul);
    expect((await here("grade", "katas/einsum")).exitCode).toBe(0);
    const { techniques, katas, next, totals } = await json("progress");
    expect(techniques).toContainEqual(expect.objectContaining({ name: "einsum", room: "katas/einsum" }));
    expect({ passed: katas.passed, next, rooms: totals.passedRooms }).toEqual({
      passed: 1,
      next: "0.2/relu",
      rooms: 0,
    });
    const { stdout } = await here("progress", "--bag");
    expect(stdout).toContain("Einsum  (read: arena hint einsum, practise: arena start einsum)");
    expect(stdout).toMatch(/earned in katas\/einsum on \d{4}-\d\d-\d\d\n {2}used in katas\/einsum/);
    expect((await here("list", "0.2")).stdout).toMatch(/0\.2\/linear .*\n +wants .*einsum \[x\]/);
  });

  test("is graded with other inputs by another seed, with the same verdict for the same answer", async () => {
    const wrong = solution.replace(
      "head model d -> batch position head d",
      "head model d -> batch head position d",
    );
    expect(wrong).not.toBe(solution);
    writeFileSync(answer(), wrong);
    const run = async (seed: string) =>
      JSON.parse((await here("grade", "katas/einsum", "--seed", seed, "--json", "-")).stdout);
    const [one, other, again] = [await run("7"), await run("8"), await run("7")];
    expect([one.seed, one.verdict, other.verdict]).toEqual([7, "failed", "failed"]);
    expect(shown(other)).not.toEqual(shown(one));
    expect(shown(again)).toEqual(shown(one));
  });

  test.each(["-1", "1.5", "seven", "1e99"])("a seed that is none (%s) gets a sentence", async (seed) => {
    expect(await here("grade", "katas/einsum", `--seed=${seed}`)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("--seed takes a whole number"),
    });
  });

  test("begins anew with --fresh, and what was written is kept", async () => {
    writeFileSync(answer(), "// mine\n");
    const { stderr } = await here("start", "einsum", "--fresh", "--no-watch");
    expect(readFileSync(answer(), "utf8")).toBe(stub);
    const kept = /kept in (.*)/.exec(stderr)?.[1] ?? "";
    expect(readFileSync(kept, "utf8")).toBe("// mine\n");
    expect(readdirSync(join(workspace(), "katas"))).toEqual(["einsum.ts"]);
  });

  test("a section is never begun anew", async () => {
    expect(await here("start", "0.2", "--fresh")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("for one room"),
    });
  });
});

describe("arena review without a name", () => {
  test("proposes today's katas with new inputs once they are due", async () => {
    const place = join(home(), "later");
    const later = (...args: string[]) => arena([...args, "--workspace", place]);
    await later("start", "0.2/relu", "--no-watch");
    expect((await later("review")).stdout).toContain("Nothing to review yet");
    const file = join(home(), "a-month-ago.json");
    const exported = JSON.parse((await here("progress", "export")).stdout);
    writeFileSync(file, JSON.stringify(aMonthEarlier(exported)));
    expect((await later("progress", "import", file)).exitCode).toBe(0);

    const { stdout } = await later("review");
    const seed = /arena start einsum --fresh --seed (\d{8})/.exec(stdout)?.[1] ?? "";
    expect(stdout).toContain("Today's katas");
    const review = JSON.parse((await later("review", "--json")).stdout);
    expect(String(review.seed)).toBe(seed);
    expect(review.plan).toContainEqual(
      expect.objectContaining({ technique: "einsum", kata: "katas/einsum" }),
    );
    await later("start", "einsum", "--fresh", "--seed", seed, "--no-watch");
    writeFileSync(join(place, "katas", "einsum.ts"), `${solution}// again\n`);
    expect((await later("grade", "katas/einsum", "--seed", seed)).exitCode).toBe(0);
    expect((await later("review")).stdout).not.toContain("arena start einsum");
  });
});

/** What the first failing case showed. */
function shown({ cases }: { cases: { failure?: { expected?: object } }[] }): object | undefined {
  return cases.find(({ failure }) => failure !== undefined)?.failure?.expected;
}

/** Every moment of an export, a month earlier. */
function aMonthEarlier(value: unknown): unknown {
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value))
    return new Date(Date.parse(value) - 30 * 86_400_000).toISOString();
  if (typeof value === "number" && value > 1e12 && value < 1e13) return value - 30 * 86_400_000;
  if (Array.isArray(value)) return value.map(aMonthEarlier);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, aMonthEarlier(inner)]));
}
