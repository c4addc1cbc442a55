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
import { readCatalogue } from "../../src/curriculum/index.ts";
import { drilledBy, dungeon } from "../../src/curriculum/katas.ts";
import type { Section } from "../../src/curriculum/model.ts";
import { createWorkspace, findWorkspace, scaffoldRoom } from "../../src/workspace/index.ts";
import { readme } from "../../src/workspace/readme.ts";
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

describe("the README", () => {
  const { sections } = readCatalogue(ARENA_ROOT);
  const text = readme(sections);

  test("names every section with its folder and its rooms, and the katas", () => {
    for (const { id, title, folder, rooms } of dungeon({ sections }))
      expect(text).toMatch(new RegExp(`^    ${id} +${title}, ${rooms.length} rooms, in ${folder}/$`, "m"));
    expect(text).toMatch(/^ {4}katas +\d+ short drills, one for each technique, in katas\/$/m);
    expect(text.match(/rooms, in/g)).toHaveLength(sections.length - 1);
  });

  test("names commands that there are, with rooms that there are, and fits 80 columns", () => {
    const help = spawnSync(process.execPath, [join(ARENA_ROOT, "bin/arena.js"), "--help"], {
      encoding: "utf8",
    });
    const rows = text.split("\n").filter((row) => row.startsWith("    arena"));
    expect(rows.length).toBeGreaterThan(8);
    for (const row of rows) {
      const [, command, name] = /^ {4}arena(?: (\w+))?(?: (\S+))? /.exec(row) ?? [];
      if (command !== undefined) expect(help.stdout).toMatch(new RegExp(`^  ${command}\\b`, "m"));
      if (name !== undefined) expect(namesOf(sections)).toContain(name);
    }
    for (const row of text.split("\n")) expect(row.length, row).toBeLessThanOrEqual(80);
  });

  test("of one room and no kata speaks of one room and no kata", () => {
    const [section] = sections;
    const one = readme([{ ...(section as Section), rooms: section?.rooms.slice(0, 1) ?? [] }]);
    expect(one).toContain(", 1 room, in");
    expect(one).not.toMatch(/kata|drill/);
  });
});

function namesOf(sections: readonly Section[]): readonly string[] {
  const rooms = sections.flatMap((section) => section.rooms);
  return [
    ...sections.map(({ id }) => id),
    ...rooms.map(({ id }) => id),
    ...rooms.flatMap((room) => drilledBy(room) ?? []),
  ];
}

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
