import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { answerPath, createWorkspace, findWorkspace, scaffoldRoom } from "../../src/workspace/index.ts";
import { mangled } from "../fuzz/mangle.ts";
import { ARENA_ROOT, newWorkspace, roomOf } from "./support.ts";

const RECORD = "0.2-cnns/01-begun.ts\n";
const TOKENS = ["", "/", "..", "../", "\0", "\n", "\r\n", "C:\\", ".", "x".repeat(300), "\ud800", "🐉"];

test("a record of where a room was begun, mangled, leads to a file of the workspace or is not believed", () => {
  const workspace = newWorkspace();
  const room = roomOf();
  const record = join(workspace.root, ".arena", "rooms", "0.2", "relu");
  mkdirSync(join(record, ".."), { recursive: true });
  mkdirSync(join(workspace.root, "0.2-cnns"), { recursive: true });
  writeFileSync(join(workspace.root, "0.2-cnns", "01-begun.ts"), "");
  const regular = join(workspace.root, "0.2-cnns", "01-relu.ts");
  const begun = join(workspace.root, "0.2-cnns", "01-begun.ts");
  writeFileSync(record, RECORD);
  expect(answerPath(workspace, room)).toBe(begun);
  fc.assert(
    fc.property(mangled(RECORD, TOKENS), (text) => {
      writeFileSync(record, text);
      expect([regular, begun]).toContain(answerPath(workspace, room));
    }),
    { numRuns: 500 },
  );
  for (const text of ["", "\n", ".", "..", "0.2-cnns", "../../../etc/passwd", "/etc/passwd"]) {
    writeFileSync(record, text);
    expect(answerPath(workspace, room), JSON.stringify(text)).toBe(regular);
  }
});

test("a folder where a record should be is no record", () => {
  const workspace = newWorkspace();
  const room = roomOf();
  mkdirSync(join(workspace.root, ".arena", "rooms", "0.2", "relu"), { recursive: true });
  expect(answerPath(workspace, room)).toBe(join(workspace.root, "0.2-cnns", "01-relu.ts"));
  expect(["created", "kept", "failed"]).toContain(scaffoldRoom(workspace, room).kind);
});

test("a workspace whose own files are mangled is still a workspace", () => {
  const workspace = newWorkspace();
  for (const name of ["package.json", "tsconfig.json", join(".vscode", "settings.json")])
    writeFileSync(join(workspace.root, name), "{ \0 not json");
  expect(findWorkspace({ from: workspace.root }).kind).toBe("found");
  expect(createWorkspace(workspace.root, ARENA_ROOT).kind).toBe("kept");
});
