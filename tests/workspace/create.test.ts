import { spawnSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createWorkspace, findWorkspace, scaffoldRoom } from "../../src/workspace/index.ts";
import { ARENA_ROOT, filesIn, newWorkspace, roomOf, temporaryFolder } from "./support.ts";

const TSC = join(ARENA_ROOT, "node_modules", "typescript", "bin", "tsc");

function typeErrors(root: string): string {
  return spawnSync(process.execPath, [TSC, "--noEmit", "--pretty", "false", "-p", root], {
    encoding: "utf8",
    cwd: root,
  }).stdout;
}

const USES_TOOLS = `import { tf } from "arena/tools";

class Box {
  value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export function relu(x: number[]) {
  return tf.maximum(x, 0);
}

console.log(new Box(2).value, typeof tf.maximum);
`;

describe("a new workspace", () => {
  test("is found, and has what an editor and Node need", () => {
    const { root } = newWorkspace();
    expect(findWorkspace({ from: root })).toMatchObject({ workspace: { root } });
    expect(filesIn(root)).toEqual([
      ".vscode/settings.json",
      "README.md",
      "node_modules/.bin/arena",
      "node_modules/arena",
      "package.json",
      "tsconfig.json",
    ]);
    expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).toMatchObject({
      type: "module",
      private: true,
    });
  });

  test("type-checks a scaffolded room and a solved one, and finds a mistake", { timeout: 60_000 }, () => {
    const workspace = newWorkspace();
    scaffoldRoom(workspace, roomOf());
    const file = join(workspace.root, "0.2-cnns", "02-more.ts");
    writeFileSync(file, USES_TOOLS);
    expect(typeErrors(workspace.root)).toBe("");
    writeFileSync(file, USES_TOOLS.replace("tf.maximum(x, 0)", "tf.maximun(x, 0)"));
    expect(typeErrors(workspace.root)).toContain("02-more.ts(11,13): error TS2551");
  });

  test("runs a file by plain node", { timeout: 30_000 }, () => {
    const { root } = newWorkspace();
    const file = join(root, "play.ts");
    writeFileSync(file, USES_TOOLS);
    const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8", cwd: root });
    expect(stderr).not.toContain("Cannot find");
    expect(stdout).toContain("2 function");
  });
});

describe("a folder with files of the learner's", () => {
  test("becomes a workspace and keeps each of them", () => {
    const root = temporaryFolder();
    writeFileSync(join(root, "tsconfig.json"), "{}");
    writeFileSync(join(root, "README.md"), "mine");
    expect(createWorkspace(root, ARENA_ROOT)).toMatchObject({ kind: "created", editorSetup: "linked" });
    expect(readFileSync(join(root, "tsconfig.json"), "utf8")).toBe("{}");
    expect(readFileSync(join(root, "README.md"), "utf8")).toBe("mine");
  });
});

describe("an existing workspace", () => {
  test("is kept, and what was deleted from it comes back", () => {
    const { root } = newWorkspace();
    rmSync(join(root, "tsconfig.json"));
    expect(createWorkspace(root, ARENA_ROOT)).toMatchObject({ kind: "kept", notices: [] });
    expect(filesIn(root)).toContain("tsconfig.json");
  });

  test("gets a new link after arena has moved", () => {
    const { root } = newWorkspace();
    const link = join(root, "node_modules", "arena");
    rmSync(link);
    symlinkSync(join(root, "where-arena-was"), link);
    expect(createWorkspace(root, ARENA_ROOT)).toMatchObject({ kind: "kept", editorSetup: "linked" });
    expect(realpathSync(link)).toBe(realpathSync(ARENA_ROOT));
  });
});

describe("where no link can be made", () => {
  test("tsconfig.json tells the editor instead, and a notice says what does not work", {
    timeout: 60_000,
  }, () => {
    const root = temporaryFolder();
    const inTheWay = join(root, "node_modules", "arena");
    mkdirSync(inTheWay, { recursive: true });
    const created = createWorkspace(root, ARENA_ROOT);
    expect(created).toMatchObject({ kind: "created", editorSetup: "paths-only" });
    if (created.kind !== "failed")
      expect(created.notices[0]).toContain("node_modules/arena is not a link of arena's");
    expect(lstatSync(inTheWay).isDirectory()).toBe(true);
    writeFileSync(join(root, "play.ts"), USES_TOOLS);
    expect(typeErrors(root)).toBe("");
  });
});
