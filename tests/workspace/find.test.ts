import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { findWorkspace } from "../../src/workspace/index.ts";
import { temporaryFolder } from "./support.ts";

function workspaceIn(folder: string, name: string): string {
  mkdirSync(join(folder, name, ".arena"), { recursive: true });
  return join(folder, name);
}

test("the nearest folder upwards with .arena in it", () => {
  const root = workspaceIn(temporaryFolder(), "outer");
  const inner = workspaceIn(root, "inner");
  const deep = join(inner, "0.2-cnns", "notes");
  mkdirSync(deep, { recursive: true });
  expect(findWorkspace({ from: deep })).toEqual({ kind: "found", workspace: { root: inner }, by: "folder" });
  expect(findWorkspace({ from: root })).toMatchObject({ workspace: { root } });
});

test("the folder that `arena start` makes, found from where it was typed and from below that", () => {
  const folder = temporaryFolder();
  const root = join(folder, "arena-workspace");
  mkdirSync(join(root, ".arena"), { recursive: true });
  expect(findWorkspace({ from: folder })).toMatchObject({ kind: "found", workspace: { root }, by: "folder" });
  mkdirSync(join(folder, "deeper"));
  expect(findWorkspace({ from: join(folder, "deeper") })).toMatchObject({ workspace: { root } });
});

test("--workspace counts more than the folder one stands in, and may be relative", () => {
  const folder = temporaryFolder();
  const [here, there] = [workspaceIn(folder, "here"), workspaceIn(folder, "there")];
  const found = findWorkspace({ from: here, flag: relative(here, there), env: { ARENA_HOME: here } });
  expect(found).toEqual({ kind: "found", workspace: { root: there }, by: "flag" });
});

test("ARENA_HOME where there is none upwards", () => {
  const folder = temporaryFolder();
  const home = workspaceIn(folder, "home");
  expect(findWorkspace({ from: folder, env: { ARENA_HOME: home } })).toMatchObject({
    workspace: { root: home },
    by: "environment",
  });
  expect(findWorkspace({ from: folder, env: { ARENA_HOME: "" } })).toEqual({ kind: "none" });
});

test("a named folder that is no workspace is told, not passed over", () => {
  const folder = temporaryFolder();
  workspaceIn(folder, "home");
  const found = findWorkspace({ from: folder, flag: "typo", env: { ARENA_HOME: join(folder, "home") } });
  expect(found).toMatchObject({ kind: "absent", path: join(folder, "typo"), by: "flag" });
  if (found.kind === "absent")
    expect(found.message).toMatch(/--workspace names .*typo.*`arena start` makes one/);
});

test("a file named .arena makes no workspace", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, ".arena"), "");
  expect(findWorkspace({ from: folder })).toEqual({ kind: "none" });
});
