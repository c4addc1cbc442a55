import { accessSync, constants, readFileSync } from "node:fs";
import { join } from "node:path";
import { readCatalogue } from "../curriculum/index.ts";
import { openProgress, progressFile } from "../progress/index.ts";
import { counted } from "../tools/lesson.ts";
import { findWorkspace } from "../workspace/index.ts";
import { arenaRoot } from "./root.ts";
import { type GlobalOptions, roomsOf } from "./session.ts";

export interface Checkup {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Everything but the backends: one line each, with what to do where something is wrong. */
export async function checkups(globals: GlobalOptions): Promise<Checkup[]> {
  return [arena(), node(), rooms(), terminal(), ...workspace(globals)];
}

function arena(): Checkup {
  const { version } = JSON.parse(readFileSync(join(arenaRoot, "package.json"), "utf8")) as {
    version: string;
  };
  return { name: "arena", ok: true, detail: `${version} in ${arenaRoot}` };
}

function node(): Checkup {
  const { node: version } = process.versions;
  const bundled = process.execPath.startsWith(join(arenaRoot, "node_modules"));
  return {
    name: "Node",
    ok: true,
    detail: `${version}${bundled ? ", the one installed beside arena" : ""} on ${process.platform} ${process.arch}`,
  };
}

function rooms(): Checkup {
  try {
    const catalogue = readCatalogue(arenaRoot);
    const all = roomsOf(catalogue);
    const katas = all.filter(({ kind }) => kind === "kata").length;
    return {
      name: "rooms",
      ok: true,
      detail: `${all.length - katas} rooms, ${katas} katas, ${catalogue.techniques.length} technique pages`,
    };
  } catch (error) {
    return { name: "rooms", ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

function terminal(): Checkup {
  const { columns, rows: lines, isTTY } = process.stdout;
  if (isTTY !== true)
    return {
      name: "terminal",
      ok: true,
      detail: "none: output goes to a pipe, so every screen is plain text",
    };
  const colour = (process.env.NO_COLOR ?? "") === "" ? "colour" : "no colour (NO_COLOR)";
  return {
    name: "terminal",
    ok: true,
    detail: `${process.env.TERM ?? "unknown"}, ${columns} by ${lines}, ${colour}`,
  };
}

function workspace(globals: GlobalOptions): Checkup[] {
  const found = findWorkspace({
    from: process.cwd(),
    ...(globals.workspace !== undefined && { flag: globals.workspace }),
    env: process.env,
  });
  if (found.kind !== "found")
    return [{ name: "workspace", ok: true, detail: "none here yet; `arena start 0.2` makes one" }];
  const { root } = found.workspace;
  return [{ name: "workspace", ok: true, detail: root }, writable(root), progress(found.workspace)];
}

function writable(root: string): Checkup {
  try {
    accessSync(root, constants.W_OK);
    return { name: "folder", ok: true, detail: "can be written" };
  } catch {
    return {
      name: "folder",
      ok: false,
      detail: `${root} cannot be written: answers are graded, but files cannot be scaffolded and marks last only until arena ends`,
    };
  }
}

function progress(place: { root: string }): Checkup {
  const opened = openProgress(place);
  if (opened.kind === "refused") return { name: "progress", ok: false, detail: opened.message };
  const { attempts, passedRooms } = opened.store.summary().totals;
  return {
    name: "progress",
    ok: opened.notices.length === 0,
    detail: [
      `${progressFile(place)}: ${counted(attempts, "attempt")}, ${counted(passedRooms, "room")} passed`,
      ...opened.notices,
    ].join(" "),
  };
}
