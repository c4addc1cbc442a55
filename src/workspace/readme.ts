import { drilledBy, dungeon, KATAS } from "../curriculum/katas.ts";
import type { Section } from "../curriculum/model.ts";
import { counted } from "../tools/lesson.ts";

/** What a learner reads who opens the folder: what is in it, the commands of the first day, where marks are kept. */
export function readme(sections: readonly Section[]): string {
  const rooms = dungeon({ sections });
  const katas = sections.find(({ id }) => id === KATAS)?.rooms ?? [];
  const [drill] = katas;
  const first = rooms[0];
  return `# Your arena workspace

Here are your answers, a folder for each section and a file for each room.
Work in them with any editor; \`arena watch\` grades a file each time you save it.

${aligned([...rooms.map(sectionRow), ...(katas.length > 0 ? [kataRow(katas.length)] : [])])}

The commands of the first day:

${aligned([
  ["arena", "where you are and what is next"],
  ["arena list", "every section and room, what is open"],
  [`arena start ${first?.id ?? "0.2"}`, "begin a section and watch its files"],
  ...(drill === undefined ? [] : [[`arena start ${drilledBy(drill)}`, "drill one technique"]]),
  ["arena watch", "go on where you were"],
  [`arena grade ${first?.rooms[0]?.id ?? "0.2/relu"}`, "grade a room's file once, without watching"],
  ["arena hint", "the next hint for the case that fails"],
  ...(drill === undefined ? [] : [[`arena hint ${drilledBy(drill)}`, "a technique's page"]]),
  ["arena review", "what your answers used, what to do again"],
  ["arena progress", "what you have passed and earned"],
  ["arena doctor", "what works on this machine, what does not"],
])}

\`import { einsum } from "arena/tools"\` works in every file, and \`node FILE.ts\`
runs one.

\`.arena/\` holds your progress, its backups, and in \`.arena/archive/\` every
answer you reset. Keep it with your files: a copy of this whole folder is a full
backup. \`arena progress export\` writes your marks as JSON.
`;
}

const sectionRow = ({ id, title, folder, rooms }: Section): string[] => [
  id,
  `${title}, ${counted(rooms.length, "room")}, in ${folder}/`,
];

const kataRow = (katas: number): string[] => [
  KATAS,
  `${counted(katas, "short drill")}, one for each technique, in ${KATAS}/`,
];

/** Two columns, as a block of code. */
function aligned(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([left = ""]) => left.length));
  return rows.map(([left = "", right]) => `    ${left.padEnd(width)}  ${right}`).join("\n");
}
