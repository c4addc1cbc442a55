import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  type HintRung,
  type Room,
  type RoomFiles,
  type RoomKind,
  RUNGS,
  STUB_KINDS,
  type SubProblem,
} from "../model.ts";
import { Fields } from "./fields.ts";
import { readContentFile } from "./front-matter.ts";
import { type HintBlock, separateHints } from "./hint-blocks.ts";
import type { YamlMemory } from "./yaml-memory.ts";

/** Seconds one case may take where the front matter says nothing. */
const DEFAULT_BUDGET_SECONDS = 5;

/** The files of the room in exercises/`folder`/`name`, whether they exist or not. */
export function roomFiles(root: string, folder: string, name: string): RoomFiles {
  const exercise = join(root, "exercises", folder, name);
  const graders = join(root, "graders", folder);
  const twin = join(exercise, "solution.py");
  const data = dataFiles(exercise);
  const picture = join(graders, `${name}.picture.ts`);
  return {
    statement: join(exercise, "exercise.md"),
    stub: join(exercise, "stub.ts"),
    solution: join(exercise, "solution.ts"),
    grader: join(graders, `${name}.grader.ts`),
    decoys: join(graders, `${name}.decoys.ts`),
    ...(existsSync(picture) && { picture }),
    ...(existsSync(twin) && { twin }),
    ...(data.length > 0 && { data }),
  };
}

/** Reads one room. Throws a ContentError where its front matter lacks what the tutor needs. */
export function readRoom(files: RoomFiles, section: string, memory: YamlMemory): Room {
  const file = readContentFile(files.statement);
  const fields = new Fields(file, memory.parse(file));
  const { statement, blocks } = separateHints(file.body);
  return {
    id: fields.text("id"),
    aliases: fields.texts("aliases"),
    section,
    title: fields.text("title"),
    kind: fields.text("kind") as RoomKind,
    order: fields.number("order"),
    importance: fields.number("importance"),
    difficulty: fields.number("difficulty"),
    minutes: fields.number("minutes"),
    file: fields.text("file"),
    exports: fields.texts("exports"),
    stub: fields.choice("stub", STUB_KINDS),
    requires: fields.texts("requires"),
    budgetSeconds: fields.inner("budget")?.number("seconds") ?? DEFAULT_BUDGET_SECONDS,
    subProblems: fields.each("subProblems").map((each) => subProblem(each, blocks)),
    statement,
    files,
  };
}

function subProblem(fields: Fields, blocks: readonly HintBlock[]): SubProblem {
  const id = fields.text("id");
  return {
    id,
    title: fields.text("title"),
    type: fields.text("type"),
    techniques: fields.texts("techniques"),
    rungs: rungsOf(blocks.filter((block) => block.subProblem === id)),
  };
}

/** The blocks as rungs, in climbing order however they were written down. */
function rungsOf(blocks: readonly HintBlock[]): readonly HintRung[] {
  return RUNGS.flatMap((rung) =>
    blocks.filter((block) => block.rung === rung).map(({ summary, body }) => ({ rung, summary, body })),
  );
}

function dataFiles(exercise: string): readonly string[] {
  if (!existsSync(exercise)) return [];
  return readdirSync(exercise)
    .filter((name) => name.endsWith(".safetensors"))
    .map((name) => join(exercise, name));
}
