import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { beforeAll, describe, expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { arena, home, root } from "./arena.ts";

const textOf = (path: string) => readFileSync(join(root, "exercises", path), "utf8");
const withoutPicture = readCatalogue(root)
  .sections.flatMap(({ rooms }) => rooms)
  .find(({ files }) => files.picture === undefined);

let workspace = "";
let cwd = "";

beforeAll(async () => {
  cwd = home();
  workspace = join(cwd, "arena-workspace");
  for (const section of ["0.1", "0.2"]) {
    const started = await arena(["start", section, "--no-watch", "--workspace", workspace], { cwd });
    expect(started).toMatchObject({ exitCode: 0 });
  }
  write("01-relu.ts", textOf("0.2-cnns/relu/solution.ts"));
});

const write = (file: string, text: string) => writeFileSync(join(workspace, "0.2-cnns", file), text);
const show = (...args: string[]) => arena(["show", ...args, "--workspace", workspace], { cwd });
const sizeOf = (path: string) => {
  const { width, height } = PNG.sync.read(readFileSync(path));
  return [width, height];
};

describe("arena show", () => {
  test("draws the answer in a pipe without an escape code, 80 columns wide, and says where the PNG is", async () => {
    const { exitCode, stdout, stderr } = await show("0.2/relu");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const kept = join(workspace, ".arena", "pictures", "0.2-relu.png");
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("Your ReLU from -3 to 3");
    expect(lines.at(-1)).toBe(`picture: ${kept}`);
    expect(stdout).not.toContain("\x1b");
    expect(stdout).toContain("x -3 … 3, y -3 … 3");
    expect(Math.max(...lines.slice(0, -1).map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(sizeOf(kept)).toEqual([720, 460]);
  });

  test("writes the PNG where it is told to, with or without its ending", async () => {
    const folder = mkdtempSync(join(tmpdir(), "show "));
    const { exitCode, stdout } = await show("0.2/relu", "--out", join(folder, "mine.png"));
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`picture: ${join(folder, "mine.png")}`);
    await show("0.2/relu", "--out", join(folder, "bare"));
    expect(readdirSync(folder).sort()).toEqual(["bare.png", "mine.png"]);
  });

  test("hands the PNG to a terminal that shows images", async () => {
    const kitty = await show("0.2/relu", "--graphics", "kitty");
    expect(kitty.stdout).toContain("\x1b_Ga=T,f=100");
    const iterm = await show("0.2/relu", "--graphics", "iterm");
    expect(iterm.stdout).toContain("\x1b]1337;File=inline=1");
  });

  test("keeps a picture that moves as a GIF, with a PNG beside it", async () => {
    const answer = textOf("0.1-ray-tracing/rotate-mesh/solution.ts");
    writeFileSync(join(workspace, "0.1-ray-tracing", "09-rotate-mesh.ts"), answer);
    const { exitCode, stdout } = await show("0.1/rotate-mesh");
    expect(exitCode).toBe(0);
    const path = join(workspace, ".arena", "pictures", "0.1-rotate-mesh");
    expect(stdout).toContain(`picture: ${path}.gif\npicture: ${path}.png`);
    expect(readFileSync(`${path}.gif`).subarray(0, 6).toString()).toBe("GIF89a");
    expect(sizeOf(`${path}.png`)[0]).toBeGreaterThan(700); // the sheet of all turns, not the first frame
  });

  test("draws an answer that fails, as far as it can be drawn", async () => {
    write("01-relu.ts", textOf("0.2-cnns/relu/solution.ts").replace("maximum", "minimum"));
    const failing = await show("0.2/relu");
    expect(failing.exitCode).toBe(0);
    expect(failing.stdout).toContain("output (last 0)");
    write("01-relu.ts", textOf("0.2-cnns/relu/solution.ts"));
  });
});

describe("where there is nothing to draw", () => {
  test("a stub is not drawn, and nothing is written", async () => {
    const { exitCode, stdout, stderr } = await show("0.2/linear");
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/No picture of .*linear\.ts: not everything that it needs is written yet\./);
    expect(existsSync(join(workspace, ".arena", "pictures", "0.2-linear.png"))).toBe(false);
  });

  test("a file that does not load is named, with the reason", async () => {
    write("03-simple-mlp.ts", "export const = 1;\n");
    const { exitCode, stderr } = await show("0.2/simple-mlp");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("03-simple-mlp.ts");
  });

  test("without an answer it says how to make one", async () => {
    const elsewhere = join(home(), "arena-workspace");
    await arena(["start", "0.2/relu", "--no-watch", "--workspace", elsewhere]);
    const { exitCode, stderr } = await arena(["show", "0.2/hooks", "--workspace", elsewhere]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/does not exist yet\. `arena start 0\.2\/hooks` scaffolds it\./);
  });

  test("an unknown room names the nearest", async () => {
    const { exitCode, stderr } = await show("0.2/relo");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/Did you mean 0\.2\/relu/);
  });

  test.runIf(withoutPicture)("a room without a picture says so", async () => {
    const { exitCode, stderr } = await show(withoutPicture?.id ?? "");
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${withoutPicture?.id} has no picture.`);
  });
});
