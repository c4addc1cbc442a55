import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { arena, home } from "./arena.ts";

let cwd = "";
beforeAll(async () => {
  cwd = home();
  await arena(["start", "0.1", "--no-watch"], { cwd });
});

test.each([
  [["strt"], "Did you mean start?"],
  [["hlep"], "Did you mean help?"],
  [["ls"], "Did you mean list?"],
  [["test"], "Did you mean grade?"],
  [["run"], "Did you mean grade or watch?"],
  [["next"], "Did you mean watch?"],
  [["status"], "Did you mean progress?"],
  [["abracadabra"], "`arena --help` lists them."],
])("arena %j: %s", async (args, sentence) => {
  const { exitCode, stderr } = await arena(args, { cwd });
  expect(stderr).toBe(`There is no command "${args[0]}". ${sentence}`);
  expect(exitCode).toBe(2);
});

test("arena help is arena --help, arena help start is arena start --help", async () => {
  expect((await arena(["help"], { cwd })).stdout).toBe((await arena(["--help"], { cwd })).stdout);
  expect((await arena(["help", "start"], { cwd })).stdout).toBe(
    (await arena(["start", "--help"], { cwd })).stdout,
  );
});

test("a missing or a wrong argument says where an example is", async () => {
  for (const args of [["replay", "0.2/relu"], ["notebook"], ["hint", "a", "b"], ["start", "--foo"]]) {
    const { exitCode, stderr } = await arena(args, { cwd });
    expect(stderr).toMatch(new RegExp(`^error: .*\n\`arena ${args[0]} --help\` shows an example\\.$`));
    expect(exitCode).toBe(2);
  }
});

test("a file that is not there yet is scaffolded by a command that is named, whoever asks for it", async () => {
  for (const args of [
    ["grade", "0.2/relu"],
    ["replay", "0.2/relu", "a/b"],
    ["show", "0.2/relu"],
  ]) {
    const { exitCode, stderr } = await arena(args, { cwd });
    expect(stderr).toMatch(/01-relu\.ts does not exist yet\. `arena start 0\.2\/relu/);
    expect(exitCode).toBe(2);
  }
});

test("a file in another encoding than UTF-8 is refused by every command as it is while watching", async () => {
  const file = join(cwd, "arena-workspace", "0.1-ray-tracing", "01-make-rays-1d.ts");
  const before = readFileSync(file);
  writeFileSync(file, Buffer.from("// one\n// na\u00efve\n", "latin1"));
  const id = "0.1/make-rays-1d";
  for (const args of [
    ["grade", id],
    ["replay", id, "a/b"],
    ["show", id],
  ]) {
    const { exitCode, stderr } = await arena(args, { cwd });
    expect(stderr).toContain("01-make-rays-1d.ts is not UTF-8 from line 2 on. Save it as UTF-8");
    expect(exitCode).toBe(2);
  }
  writeFileSync(file, Buffer.from(`\ufeff${before}`, "utf16le"));
  expect((await arena(["grade", id], { cwd })).stderr).toMatch(
    /^01-make-rays-1d\.ts is saved as UTF-16\..*\n.*UTF-16 LE.*Set-Content -Encoding utf8 01-make-rays-1d\.ts/,
  );
  writeFileSync(file, before);
});

test("a short name is not taken for one that shares no letter but one", async () => {
  const { stderr } = await arena(["start", "0.3"], { cwd });
  expect(stderr).toBe('There is no section, room or technique "0.3". Did you mean 0.1, 0.2?');
  expect((await arena(["hint", "foo"], { cwd })).stderr).not.toContain("masks-any-all");
});

test("a section where a room is asked for: what can be graded", async () => {
  const { stderr } = await arena(["grade", "0.1"], { cwd });
  expect(stderr).toMatch(/^There is no room "0\.1"\. Did you mean 0\.1\/make-rays-1d/);
});
