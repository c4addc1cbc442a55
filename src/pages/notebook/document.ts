/** The notebook format, version 4.5 (nbformat's JSON schema), as far as we write it. */
export interface Notebook {
  readonly nbformat: 4;
  readonly nbformat_minor: 5;
  readonly metadata: object;
  readonly cells: readonly Cell[];
}

type Cell = MarkdownCell | CodeCell;

interface MarkdownCell {
  readonly cell_type: "markdown";
  readonly id: string;
  readonly metadata: object;
  readonly source: readonly string[];
}

interface CodeCell {
  readonly cell_type: "code";
  readonly id: string;
  readonly metadata: { readonly tags?: readonly string[] };
  readonly execution_count: number | null;
  readonly source: readonly string[];
  readonly outputs: readonly Output[];
}

export type Output =
  | { readonly output_type: "stream"; readonly name: "stdout"; readonly text: readonly string[] }
  | {
      readonly output_type: "error";
      readonly ename: string;
      readonly evalue: string;
      readonly traceback: readonly string[];
    }
  | {
      readonly output_type: "display_data";
      readonly data: { readonly "image/png": string; readonly "text/plain": readonly string[] };
      readonly metadata: object;
    };

/** Deno's kernel runs TypeScript as it stands: `deno jupyter --install`. */
const METADATA = {
  kernelspec: { name: "deno", display_name: "Deno", language: "typescript" },
  language_info: { name: "typescript", file_extension: ".ts", mimetype: "text/x.typescript" },
};

/** A cell before it has its id. */
export type Draft =
  | { readonly kind: "text"; readonly markdown: string }
  | {
      readonly kind: "code";
      readonly code: string;
      readonly outputs: readonly Output[];
      readonly ran: boolean;
    };

/** A notebook of these cells; their ids, and so the file, are the same each time it is written. */
export function notebookOf(name: string, drafts: readonly Draft[]): Notebook {
  let count = 0;
  const cells = drafts.map((draft, index): Cell => {
    const id = `${name.replace(/[^a-zA-Z0-9_-]/g, "-").slice(0, 56)}-${index}`;
    if (draft.kind === "text") {
      return { cell_type: "markdown", id, metadata: {}, source: asLines(draft.markdown) };
    }
    const stops = draft.outputs.some(({ output_type }) => output_type === "error");
    return {
      cell_type: "code",
      id,
      // With this tag a runner goes on after the error that the page wants to show.
      metadata: stops ? { tags: ["raises-exception"] } : {},
      execution_count: draft.ran ? ++count : null,
      source: asLines(draft.code),
      outputs: draft.outputs,
    };
  });
  return { nbformat: 4, nbformat_minor: 5, metadata: METADATA, cells };
}

/** The format wants lines that keep their line ends. */
export function asLines(text: string): readonly string[] {
  return text.trimEnd().split(/(?<=\n)/);
}
