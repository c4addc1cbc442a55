import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { findRoom, readCatalogue } from "../../src/curriculum/index.ts";
import { findSubmissions } from "../../src/submissions/index.ts";

const catalogue = readCatalogue(join(import.meta.dirname, "..", ".."));

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "arena-submissions-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const listed = (folder: string, only?: string) => {
  const room = only === undefined ? undefined : findRoom(catalogue, only);
  const { submissions, leftOut } = findSubmissions(
    folder,
    catalogue,
    room?.kind === "found" ? room.value : undefined,
  );
  return {
    found: submissions.map(({ who, room: { id }, name }) => `${who} ${id} ${name}`),
    leftOut: leftOut.map(({ name, why }) => `${name}: ${why}`),
  };
};

test("each person's files, however deep, ordered by room", () => {
  const folder = folderWith({
    "zoë k/0.2-cnns/01-relu.ts": "",
    "ada/arena-workspace/0.2-cnns/02-linear.ts": "",
    "ada/arena-workspace/0.2-cnns/01-relu.ts": "",
  });
  expect(listed(folder).found).toEqual([
    "ada 0.2/linear ada/arena-workspace/0.2-cnns/02-linear.ts",
    "ada 0.2/relu ada/arena-workspace/0.2-cnns/01-relu.ts",
    "zoë k 0.2/relu zoë k/0.2-cnns/01-relu.ts",
  ]);
});

test("with a room, every TypeScript file is somebody's answer to it", () => {
  const folder = folderWith({ "ada.ts": "", "bob lee.ts": "", "notes.md": "" });
  expect(listed(folder, "0.2/relu").found).toEqual(["ada 0.2/relu ada.ts", "bob lee 0.2/relu bob lee.ts"]);
});

test("a link to somebody else's answer, or in a circle, is nobody's and stops nothing", () => {
  const folder = folderWith({ "ada/01-relu.ts": "" });
  mkdirSync(join(folder, "bob"));
  symlinkSync(join("..", "ada", "01-relu.ts"), join(folder, "bob", "01-relu.ts"));
  symlinkSync("02-linear.ts", join(folder, "bob", "02-linear.ts"));
  expect(listed(folder)).toEqual({
    found: ["ada 0.2/relu ada/01-relu.ts"],
    leftOut: [
      "bob/01-relu.ts: it is a link, and links are not followed",
      "bob/02-linear.ts: it is a link, and links are not followed",
    ],
  });
});

test("what is left out is named with the reason; archives, packages and links are not looked into", () => {
  const folder = folderWith({
    "ada/helper.ts": "",
    "ada/01-relu.ts": "x".repeat(2 ** 20 + 1),
    "ada/.arena/archive/01-relu.ts": "",
    "ada/node_modules/arena/01-relu.ts": "",
    "ada/types.d.ts": "",
  });
  mkdirSync(join(folder, "ada", "02-linear.ts"));
  symlinkSync(folder, join(folder, "ada", "round"));
  expect(listed(folder)).toEqual({
    found: [],
    leftOut: [
      "ada/01-relu.ts: it has 1048577 bytes; an answer has at most 1048576",
      "ada/helper.ts: no room has a file of this name; --room names one for all",
    ],
  });
});
