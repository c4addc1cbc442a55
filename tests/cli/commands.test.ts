import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { ON_DEVICE } from "../webgpu/on-device.ts";
import { arena, home, root } from "./arena.ts";

const solution = readFileSync(join(root, "exercises/0.2-cnns/relu/solution.ts"), "utf8");

let cwd = "";
let answer = "";

beforeAll(async () => {
  cwd = home();
  const started = await arena(["start", "0.2", "--no-watch"], { cwd });
  expect(started).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("01-relu.ts") });
  answer = join(cwd, "arena-workspace", "0.2-cnns", "01-relu.ts");
});

const here = (...args: string[]) => arena([...args, "--workspace", join(cwd, "arena-workspace")], { cwd });

describe("help", () => {
  const commands = [
    "start",
    "watch",
    "grade",
    "hint",
    "problem",
    "list",
    "progress",
    "reset",
    "solution",
    "replay",
    "doctor",
  ];
  test.each(commands)("arena %s --help shows an example", async (command) => {
    const { exitCode, stdout } = await arena([command, "--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Examples?:\n/);
  });
});

describe("help fits a terminal of 80 columns", () => {
  test.each([[[]], [["start"]], [["hint"]], [["grade"]], [["progress"]], [["dev", "check"]]])(
    "arena %j --help",
    async (command) => {
      const { stdout } = await arena([...command, "--help"]);
      for (const line of stdout.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    },
  );
});

describe("a name that does not exist", () => {
  test.each([
    [["start", "0.22"], /0\.2/],
    [["grade", "0.2/rellu"], /Did you mean 0\.2\/relu/],
    [["hint", "einsun"], /einsum/],
    [["problem", "matrix-multiplly"], /matrix-multiply/],
    [["list", "9.9"], /no section "9\.9"/],
    [["frobnicate"], /./],
  ])("%j names what is nearest and exits 2", async (args, message) => {
    const { exitCode, stdout, stderr } = await here(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(stdout).toBe("");
  });
});

describe.skipIf(!process.env.ARENA_TEST_WEBGPU)("a webgpu device that is lost while an answer runs", () => {
  const sentence =
    "The backend webgpu failed (its device was lost: device was destroyed), so this is graded on wasm.";
  const losing = solution
    .replace("type tf", "tf")
    .replace("return", `${ON_DEVICE} onDevice((device) => device.destroy());\n  return`);

  test("is told by arena grade and its JSON, and the verdict is wasm's", { timeout: 60_000 }, async () => {
    const file = join(home(), "01-relu.ts");
    writeFileSync(file, losing);
    const grade = (...more: string[]) =>
      arena(["grade", file, "--room", "0.2/relu", "--backend", "webgpu", ...more]);
    const told = await grade();
    expect(told.exitCode).toBe(0);
    expect(told.stdout).toContain(sentence);
    expect(JSON.parse((await grade("--json", "-")).stdout)).toMatchObject({
      verdict: "passed",
      backend: "wasm",
      notice: sentence,
    });
  });
});

describe("arena grade --json -", () => {
  test("prints one object with room, hash, backend, verdict and every case", async () => {
    writeFileSync(answer, solution.replace("maximum", "minimum"));
    const { exitCode, stdout } = await here("grade", "0.2/relu", "--json", "-");
    const result = JSON.parse(stdout);
    expect(exitCode).toBe(1);
    expect(result).toMatchObject({ room: "0.2/relu", backend: "wasm", verdict: "failed", seed: 0 });
    expect(result.hash).toMatch(/^[0-9a-f]{64}$/);
    for (const one of result.cases) {
      expect(one).toMatchObject({
        id: expect.stringContaining("/"),
        subProblem: expect.any(String),
        title: expect.any(String),
        status: expect.stringMatching(/^(pass|fail)$/),
        milliseconds: expect.any(Number),
      });
    }
    const first = result.cases.find((one: { failure?: object }) => one.failure);
    expect(first.failure).toMatchObject({
      kind: "values",
      message: expect.any(String),
      expected: expect.objectContaining({ text: expect.any(String) }),
    });
  });

  test("exits 0 for a right answer, 2 for a file that is not there", async () => {
    writeFileSync(answer, solution);
    expect((await here("grade", "0.2/relu")).exitCode).toBe(0);
    expect(await here("grade", "0.2/nothing")).toMatchObject({ exitCode: 2 });
  });

  test("gives the same verdicts on cpu", async () => {
    writeFileSync(answer, solution);
    const { stdout } = await here("--backend", "cpu", "grade", "0.2/relu", "--json", "-");
    expect(JSON.parse(stdout)).toMatchObject({ verdict: "passed", backend: "cpu" });
  });

  test("shows what the answer printed, bounded, on the error stream only", async () => {
    const file = join(home(), "01-relu.ts");
    writeFileSync(
      file,
      `${solution}console.log("\\u001b[31mfirst"); for (let i = 0; i < 99; i++) console.log("row", i);\n`,
    );
    const { stdout, stderr } = await arena(["grade", file, "--json", "-"]);
    expect(JSON.parse(stdout).verdict).toBe("passed");
    expect(stderr).toMatch(/^Your code printed 100 lines; the last 40:\n\| row 59\n/m);
    expect(stderr).toContain("| row 98\n");
    expect(stderr).not.toContain("row 58\n");
    writeFileSync(file, `${solution}console.log("\\u001b[31mred");\n`);
    expect((await arena(["grade", file])).stderr).toContain("Your code printed:\n| red\n");
    writeFileSync(file, solution);
    expect((await arena(["grade", file])).stderr).not.toContain("printed");
  }, 60_000);

  test("grades a file anywhere for the room its name belongs to", async () => {
    const elsewhere = join(home(), "01-relu.ts");
    writeFileSync(elsewhere, solution);
    expect((await arena(["grade", elsewhere, "--json", "-"])).exitCode).toBe(0);
  });
});

describe("lists", () => {
  test("arena list --json tells each room's door", async () => {
    const { sections } = JSON.parse((await here("list", "--json")).stdout);
    const rooms = sections.find(({ id }: { id: string }) => id === "0.2").rooms;
    expect(rooms[0]).toMatchObject({
      id: "0.2/relu",
      kind: "room",
      file: "01-relu.ts",
      status: "passed",
      requires: [],
    });
    expect(rooms.map(({ status }: { status: string }) => status)).toContain("locked");
  });

  test("arena progress --json tells sections, rooms, techniques and what is next", async () => {
    const progress = JSON.parse((await here("progress", "--json")).stdout);
    expect(progress).toMatchObject({
      sections: expect.arrayContaining([
        { id: "0.2", title: expect.any(String), passed: expect.any(Number), total: 15 },
      ]),
      next: expect.any(String),
    });
    expect(progress.rooms.find(({ room }: { room: string }) => room === "0.2/relu")).toMatchObject({
      attempts: expect.any(Number),
      passedAt: expect.any(String),
    });
  });

  test("arena alone says where you are in five lines", async () => {
    const { stdout } = await here();
    expect(stdout.split("\n")).toHaveLength(5);
    expect(stdout).toContain("0.2");
  });
});

describe("hints and solutions", () => {
  test("arena hint einsum shows a page without loading the tensor library or Ink", async () => {
    const { exitCode, stdout, stderr } = await arena(["hint", "einsum"], {
      env: { NODE_DEBUG: "module,esm" },
      node: ["--import", `data:text/javascript,process.on("exit",()=>{const l=process.moduleLoadList??[];})`],
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("einsum");
    expect(stderr).not.toMatch(/tfjs\.js|\/ink\//);
  });

  test("both kinds of pages can be written as one HTML file", async () => {
    for (const args of [
      ["hint", "einsum"],
      ["problem", "matrix-multiply"],
    ]) {
      const { exitCode, stdout } = await arena([...args, "--html", "-"]);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^<!doctype html>[\s\S]*<h2>(What solves it|Solves)<\/h2>/);
    }
    expect((await here("hint", "einsum", "--html")).stdout).toBe("Wrote einsum.html");
  });

  test("arena hint ROOM climbs the ladder one rung at a time and never moves you", async () => {
    const before = JSON.parse((await here("progress", "--json")).stdout).next;
    const first = (await here("hint", "0.2/linear")).stdout;
    const second = (await here("hint", "0.2/linear")).stdout;
    expect(first).toContain("question");
    expect(second).not.toBe(first);
    expect(JSON.parse((await here("progress", "--json")).stdout).next).toBe(before);
  });

  test("a solution is shown after passing, or with --reveal, which is remembered", async () => {
    expect((await here("solution", "0.2/relu")).stdout).toContain("class ReLU");
    expect(await here("solution", "0.2/simple-mlp")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("--reveal"),
    });
    expect((await here("solution", "0.2/simple-mlp", "--reveal")).stdout).toContain("SimpleMlp");
    const { rooms } = JSON.parse((await here("progress", "--json")).stdout);
    expect(rooms.find(({ room }: { room: string }) => room === "0.2/simple-mlp")).toMatchObject({
      revealed: true,
    });
  });
});

describe("nothing is lost", () => {
  test("starting again keeps answers; reset archives them", async () => {
    writeFileSync(answer, "// mine\n");
    await arena(["start", "0.2", "--no-watch"], { cwd });
    expect(readFileSync(answer, "utf8")).toBe("// mine\n");
    const { stdout } = await here("reset", "0.2/relu");
    const archived = /kept in (.*)/.exec(stdout)?.[1] ?? "";
    expect(readFileSync(archived, "utf8")).toBe("// mine\n");
    expect(readFileSync(answer, "utf8")).toContain("notYet");
  });

  test("progress can be exported and imported into another workspace", async () => {
    const file = join(home(), "progress.json");
    expect((await here("progress", "export", file)).exitCode).toBe(0);
    const other = home();
    await arena(["start", "0.2", "--no-watch"], { cwd: other });
    expect(
      (
        await arena(["progress", "import", file, "--workspace", join(other, "arena-workspace")], {
          cwd: other,
        })
      ).exitCode,
    ).toBe(0);
    const { rooms } = JSON.parse(
      (await arena(["progress", "--json", "--workspace", join(other, "arena-workspace")], { cwd: other }))
        .stdout,
    );
    expect(rooms.find(({ room }: { room: string }) => room === "0.2/relu")?.passedAt).toBeTruthy();
  });
});

describe("without what is usual", () => {
  test("no workspace: says how to make one", async () => {
    expect(await arena(["progress"])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("arena start"),
    });
    expect((await arena([])).stdout).toContain("arena start 0.1");
  });

  test("output has no escape code in a pipe, and none under NO_COLOR", async () => {
    for (const args of [["hint", "einsum"], ["list"], ["doctor"]])
      expect((await here(...args)).stdout).not.toContain("\u001b");
  });

  test("a folder that cannot be written: one sentence", async ({ skip }) => {
    if (process.getuid?.() === 0) skip("root can write everywhere");
    const locked = home();
    chmodSync(locked, 0o555);
    expect(await arena(["start", "0.2", "--no-watch"], { cwd: locked })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(locked),
    });
  });

  test("a file where the workspace should be: one sentence", async () => {
    const place = home();
    writeFileSync(join(place, "arena-workspace"), "");
    const { exitCode, stderr } = await arena(["start", "0.2", "--no-watch"], { cwd: place });
    expect(exitCode).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("a broken database is moved aside, and the commands go on", async () => {
    const place = home();
    await arena(["start", "0.2", "--no-watch"], { cwd: place });
    const own = join(place, "arena-workspace", ".arena");
    for (const name of readdirSync(own).filter((one) => one.startsWith("progress.db")))
      writeFileSync(join(own, name), "this is no database");
    mkdirSync(join(own, "backups"), { recursive: true });
    const { exitCode, stderr } = await arena(["progress", "--workspace", join(place, "arena-workspace")], {
      cwd: place,
    });
    expect(exitCode).toBe(0);
    expect(stderr).not.toBe("");
    expect(existsSync(join(own, "backups"))).toBe(true);
  });

  test("arena doctor names the backend that is used and why others are not", async () => {
    const { stdout } = await here("doctor", "--backend", "wasm");
    expect(stdout).toMatch(/Rooms are graded on wasm/);
  }, 60_000);
});

test("arena dev check on a backend that there is not: one sentence, no trace", async () => {
  const { exitCode, stderr } = await arena(["dev", "check", "--room", "0.2/relu", "--backends", "abacus"]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^There is no backend called "abacus"\.[^\n]+\n?$/);
});

describe.skipIf(process.platform === "win32")("a pipe whose reader leaves", () => {
  const piped = (command: string, reader: string) => {
    const line = `"${process.execPath}" "${join(root, "bin/arena.js")}" ${command} --workspace "${join(cwd, "arena-workspace")}" | ${reader}; echo "exit \${PIPESTATUS[0]}"`;
    return spawnSync("bash", ["-c", line], { cwd, encoding: "utf8" });
  };

  test.each([
    ["list", "head -1", /0\.\d/],
    ["list --json", "true", /^/],
    ["list --json", "head -c 1", /^\{/],
    ["progress --json", "true", /^/],
    ["hint einsum", "head -1", /einsum/i],
  ])("arena %s | %s ends in silence", (command, reader, seen) => {
    const { stdout, stderr } = piped(command, reader);
    expect(stderr).toBe("");
    expect(stdout).toMatch(seen);
    expect(stdout).toMatch(/exit 0\n$/);
  });

  test("a failing grade is a failing grade, whoever reads it", () => {
    writeFileSync(answer, solution.replace("maximum", "minimum"));
    expect(piped("grade 0.2/relu", "true").stdout).toBe("exit 1\n");
  });
});

describe("a full disk", () => {
  test("arena grade says that its mark is not kept; arena reset loses no answer", async (context) => {
    const disk = join(home(), "disk");
    mkdirSync(disk);
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", disk]).status !== 0)
      return context.skip("needs the right to mount a small disk");
    onTestFinished(() => void spawnSync("umount", ["-l", disk]));
    await arena(["start", "0.2/relu", "--no-watch"], { cwd: disk });
    const file = join(disk, "arena-workspace", "0.2-cnns", "01-relu.ts");
    writeFileSync(file, solution);
    fillDisk(disk);
    const graded = await arena(["grade", "0.2/relu"], { cwd: disk });
    expect(graded.stdout).toContain("Passed: 10 of 10");
    expect(graded.exitCode).toBe(0);
    expect(graded.stderr).toMatch(/The marks made just now are lost: .*the disk is full.*`arena grade`/);
    const reset = await arena(["reset", "0.2/relu"], { cwd: disk });
    expect(reset.exitCode).toBe(2);
    expect(reset.stderr).toMatch(/the disk is full/i);
    expect(readFileSync(file, "utf8")).toBe(solution);
  }, 60_000);
});

/** Leaves not one byte. */
function fillDisk(disk: string): void {
  for (const size of [65_536, 4096, 1]) {
    try {
      for (let i = 0; ; i++) writeFileSync(join(disk, `${size}-${i}`), Buffer.alloc(size));
    } catch {}
  }
}

describe("what a learner types next", () => {
  test("finds the workspace that start has just made, from the same folder", async () => {
    const place = home();
    await arena(["start", "0.2/relu", "--no-watch"], { cwd: place });
    expect((await arena(["progress"], { cwd: place })).exitCode).toBe(0);
    expect((await arena([], { cwd: place })).stdout).toContain("Go on with");
  });

  test("passing by `arena grade` fills the bag as passing on the screen does", async () => {
    writeFileSync(answer, solution);
    await here("grade", "0.2/relu");
    expect(JSON.parse((await here("progress", "--json")).stdout).techniques.length).toBeGreaterThan(0);
  });

  test("the bag holds what the answer used, not what the room suggests", async () => {
    const place = home();
    await arena(["start", "0.2/relu", "--no-watch"], { cwd: place });
    const byWhere = solution
      .replace("type tf }", "tf }")
      .replace("x.maximum(0)", "tf.where(x.greater(0), x, tf.zerosLike(x))");
    expect(byWhere).not.toBe(solution);
    writeFileSync(join(place, "arena-workspace", "0.2-cnns", "01-relu.ts"), byWhere);
    expect((await arena(["grade", "0.2/relu"], { cwd: place })).exitCode).toBe(0);
    const { techniques } = JSON.parse((await arena(["progress", "--json"], { cwd: place })).stdout);
    const names = techniques.map(({ name }: { name: string }) => name);
    expect(names).toContain("where");
    expect(names).not.toContain("max-vs-maximum");

    const review = (await arena(["review", "0.2/relu", "--note", "a mask, then a choice"], { cwd: place }))
      .stdout;
    expect(review).toMatch(/you: Where \(line \d+\)/);
    expect(review).toMatch(/the solution: Max or maximum \(line \d+\)/);
    expect(review).toContain("arena hint max-vs-maximum");
    expect(review).toContain("a mask, then a choice");
    const plan = JSON.parse((await arena(["review", "--json"], { cwd: place })).stdout).plan;
    expect(plan.map(({ technique }: { technique: string }) => technique)).toContain("where");
  });

  test("a hint fits the mistake that was found, also where it lies in another step than the failing case", async () => {
    const place = home();
    await arena(["start", "0.2/relu", "--no-watch"], { cwd: place });
    const file = join(place, "arena-workspace", "0.2-cnns", "01-relu.ts");
    writeFileSync(file, solution.replace("x.maximum(0)", "x.clone()"));
    const graded = await arena(["grade", file], { cwd: place });
    expect(graded.stdout).toMatch(/FAIL +module\/four-axes/);
    const { stdout } = await arena(["hint", "0.2/relu"], { cwd: place });
    expect(stdout).toContain("ReLU: Keep the larger of each entry and 0");
  });

  test("a review of a room that is not passed says what it needs; a note on it is kept", async () => {
    const refused = await here("review", "0.2/resnet", "--note", "try the stem first");
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("Your note is kept. A review needs an answer that passed");
  });

  test("an unknown command, a file that is not there, a file for no room: each gets a sentence", async () => {
    expect(await here("hlep")).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("no command") });
    expect(await here("grade", "./nothing.ts")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("There is no file"),
    });
    const stray = join(home(), "stray.ts");
    writeFileSync(stray, solution);
    expect(await here("grade", stray)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("--room"),
    });
    expect(await here("grade", stray, "--room", "0.2/relu")).toMatchObject({ exitCode: 0 });
    expect((await here("progress", "import", "./nothing.json")).stderr).not.toContain("internal:");
  });
});
