import { dungeon, kataOf } from "../curriculum/katas.ts";
import type { Catalogue, Page, SubProblemTypePage, TechniquePage } from "../curriculum/model.ts";
import { type Occurrence, whereTypeOccurs, whereUsed } from "../curriculum/where-used.ts";

/** A technique's page as Markdown: its body, and at its end the sub-problems it solves, its kata and where it is used. */
export function techniquePageText(page: TechniquePage, catalogue: Catalogue): string {
  const solves = pagesNamed(page.solves, catalogue.subProblemTypes);
  return [
    titled(page),
    list(
      "Solves",
      solves.map((type) => `${type.title}: \`arena problem ${type.name}\``),
    ),
    list("Practise it", kataLines(page, catalogue)),
    list("Where it is used", whereUsed({ sections: dungeon(catalogue) }, page.name).map(occurrence)),
  ].join("");
}

/** The page of a type of sub-problem as Markdown: its body, and at its end what solves it and where it comes up. */
export function subProblemTypePageText(page: SubProblemTypePage, catalogue: Catalogue): string {
  const techniques = pagesNamed(page.techniques, catalogue.techniques);
  return [
    titled(page),
    list(
      "What solves it",
      techniques.map((technique) => `${technique.summary} \`arena hint ${technique.name}\``),
    ),
    list("Where it comes up", whereTypeOccurs(catalogue, page.name).map(occurrence)),
  ].join("");
}

function kataLines({ name }: TechniquePage, catalogue: Catalogue): readonly string[] {
  const kata = kataOf(catalogue, name);
  if (kata === undefined) return [];
  const { minutes, subProblems } = kata;
  return [`\`arena start ${name}\`, its kata: ${subProblems.length} steps, about ${minutes} minutes`];
}

function titled({ title, body }: Page): string {
  return body.startsWith("# ") ? body : `# ${title}\n\n${body}`;
}

/** The pages in the order of `names`; a name without a page is for `arena dev check` to report. */
function pagesNamed<P extends Page>(names: readonly string[], pages: readonly P[]): readonly P[] {
  return names.flatMap((name) => pages.filter((page) => page.name === name));
}

function occurrence({ room, subProblem }: Occurrence): string {
  return `${room.id} ${room.title}: ${subProblem.title}`;
}

function list(title: string, entries: readonly string[]): string {
  if (entries.length === 0) return "";
  return `\n\n## ${title}\n\n${entries.map((entry) => `- ${entry}`).join("\n")}`;
}
