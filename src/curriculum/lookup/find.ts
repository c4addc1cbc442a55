import type { Catalogue, Lookup, Page, Room, Section, SubProblemTypePage, TechniquePage } from "../model.ts";
import { type Name, nearestNames } from "./nearest.ts";

/** Each step holds names that are as good as each other; an earlier step wins over a later one. */
interface Named<T> {
  readonly value: T;
  /** How it is called when it is suggested. */
  readonly shown: string;
  readonly steps: readonly (readonly string[])[];
}

/**
 * The room meant by what somebody typed: its id (`0.2/max-pool`), an old id, its file with or without folders and number
 * (`0.2-cnns/07-max-pool.ts`, `max-pool.ts`), the last part of its id, or its title. Case does not matter. A name that fits
 * rooms of two sections, or a room and a kata, finds none of them and lists them.
 */
export function findRoom(catalogue: Catalogue, typed: string): Lookup<Room> {
  const rooms = catalogue.sections.flatMap((section) =>
    section.rooms.map((room) => namedRoom(section, room)),
  );
  const asked = typed.replaceAll("\\", "/");
  const parts = asked.split("/");
  const file = parts.at(-1) ?? asked;
  const asPath = asked.endsWith(".ts") ? [parts.slice(-2).join("/"), file] : [];
  return find(typed, [asked, ...asPath], rooms, file);
}

function namedRoom(section: Section, room: Room): Named<Room> {
  const short = room.id.split("/").at(-1) ?? room.id;
  const folder = `${section.folder}/`;
  const withoutNumber = room.file.replace(/^\d+-/, "");
  return {
    value: room,
    shown: room.id,
    steps: [
      [room.id],
      room.aliases,
      [
        folder + room.file,
        folder + withoutExtension(room.file),
        `${section.id}/${withoutExtension(room.file)}`,
        `${section.id}/${room.file}`,
      ],
      [room.file],
      [short, withoutNumber, withoutExtension(room.file), withoutExtension(withoutNumber), room.title],
    ],
  };
}

function withoutExtension(file: string): string {
  return file.replace(/\.ts$/, "");
}

/** The section meant: its id (`0.2`), its folder (`0.2-cnns`), the words of its folder (`cnns`), or its title. */
export function findSection(catalogue: Catalogue, typed: string): Lookup<Section> {
  const sections = catalogue.sections.map((section) => ({
    value: section,
    shown: section.id,
    steps: [[section.id], [section.folder, section.folder.replace(/^[\d.]+-/, ""), section.title]],
  }));
  return find(typed, [typed.replace(/^.*[\\/](?=[^\\/])|[\\/]$/g, "")], sections);
}

/** The technique meant: its page's name (`einsum`), one of its aliases, or its title. */
export function findTechnique(catalogue: Catalogue, typed: string): Lookup<TechniquePage> {
  return find(typed, [typed, dashed(typed)], catalogue.techniques.map(namedPage));
}

/** The type of sub-problem meant: its page's name (`matrix-multiply`), one of its aliases, or its title. */
export function findSubProblemType(catalogue: Catalogue, typed: string): Lookup<SubProblemTypePage> {
  return find(typed, [typed, dashed(typed)], catalogue.subProblemTypes.map(namedPage));
}

function namedPage<P extends Page>(page: P): Named<P> {
  return { value: page, shown: page.name, steps: [[page.name], [...page.aliases, page.title]] };
}

/** "Matrix multiply" as file names have it. */
function dashed(typed: string): string {
  return typed.trim().replace(/[\s_]+/g, "-");
}

/** Looks for each spelling in turn, in each step in turn; the first step that knows exactly one thing decides. */
function find<T>(
  asked: string,
  spellings: readonly string[],
  all: readonly Named<T>[],
  misspelt = asked,
): Lookup<T> {
  const steps = Math.max(0, ...all.map(({ steps: of }) => of.length));
  for (const spelling of new Set(spellings.map((each) => each.toLowerCase()))) {
    for (let step = 0; step < steps; step++) {
      const fitting = all.filter((each) => each.steps[step]?.some((name) => name.toLowerCase() === spelling));
      const [only] = fitting;
      if (fitting.length === 1 && only !== undefined) return { kind: "found", value: only.value };
      if (fitting.length > 1) return { kind: "unknown", asked, nearest: fitting.map(({ shown }) => shown) };
    }
  }
  const names: Name[] = all.flatMap(({ shown, steps: of }) => of.flat().map((typed) => ({ typed, shown })));
  return { kind: "unknown", asked, nearest: nearestNames(misspelt, names) };
}
