import { type BlockOutcome, runBlocks } from "../blocks/run.ts";
import { parseMarkdown } from "../render/parse.ts";
import { asLines, type Draft, type Notebook, notebookOf, type Output } from "./document.ts";

/** A page as a notebook: its text as Markdown, its runnable code run here and now, with what it printed. */
export async function pageNotebook(root: string, name: string, markdown: string): Promise<Notebook> {
  const parts = partsOf(markdown);
  const codes = parts.flatMap((part) => (part.kind === "code" ? [part.code] : []));
  const outcomes = codes.length === 0 ? [] : [...(await runBlocks(root, codes))];
  const drafts = parts.map((part): Draft => {
    if (part.kind === "text") return part;
    const outcome = outcomes.shift() ?? { kind: "not-finished" };
    return { ...part, outputs: outputsOf(outcome), ran: true };
  });
  return notebookOf(name, drafts);
}

type Part =
  | { readonly kind: "text"; readonly markdown: string }
  | { readonly kind: "code"; readonly code: string };

/** Splits a page at its runnable blocks. What it says they print is left out: the notebook shows what they do print. */
function partsOf(markdown: string): readonly Part[] {
  const parts: Part[] = [];
  let text = "";
  let afterCode = false;
  for (const token of parseMarkdown(markdown)) {
    if (token.type === "code" && token.lang === "ts run") {
      if (text.trim() !== "") parts.push({ kind: "text", markdown: text.trim() });
      parts.push({ kind: "code", code: token.text });
      text = "";
      afterCode = true;
    } else if (!(afterCode && token.type === "code" && token.lang === "output")) {
      text += token.raw;
      afterCode &&= token.type === "space";
    }
  }
  if (text.trim() !== "") parts.push({ kind: "text", markdown: text.trim() });
  return parts;
}

function outputsOf(outcome: BlockOutcome): readonly Output[] {
  if (outcome.kind === "printed") {
    if (outcome.text === "") return [];
    return [{ output_type: "stream", name: "stdout", text: asLines(outcome.text) }];
  }
  const message = outcome.kind === "threw" ? outcome.message : "This code does not end.";
  const [name = "Error", ...rest] = message.split(": ");
  return [{ output_type: "error", ename: name, evalue: rest.join(": "), traceback: asLines(message) }];
}
