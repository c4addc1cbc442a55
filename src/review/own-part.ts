import type { Statement } from "@oxc-project/types";
import { parseSync } from "rolldown/utils";

/**
 * An answer in which of the exports named only `own` is left, with what is exported under no name of the list (helpers)
 * and with those of the list that `own` mentions. The rest is blank, so that lines keep their numbers. An answer that does
 * not parse comes back as it is.
 */
export function ownPart(answer: string, own: string, exports: readonly string[]): string {
  const { program, errors } = parseSync("answer.ts", answer);
  if (errors.length > 0) return answer;
  const declared = program.body.map((statement) => ({ names: namesOf(statement as Statement), statement }));
  const mine = declared.find(({ names }) => names.includes(own))?.statement;
  if (mine === undefined) return answer;
  const text = answer.slice(mine.start, mine.end);
  const others = exports.filter((name) => name !== own && !new RegExp(`\\b${name}\\b`).test(text));
  return declared
    .filter(({ names, statement }) => statement !== mine && names.some((name) => others.includes(name)))
    .reduce((left, { statement: { start, end } }) => blanked(left, start, end), answer);
}

function namesOf(statement: Statement): readonly string[] {
  const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
  switch (declaration?.type) {
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return declaration.id ? [declaration.id.name] : [];
    case "VariableDeclaration":
      return declaration.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
    default:
      return [];
  }
}

const blanked = (text: string, start: number, end: number): string =>
  text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, " ") + text.slice(end);
