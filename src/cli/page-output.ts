import { writeText } from "./files.ts";
import { outputWidth, print, wantsColour } from "./output.ts";
import type { GlobalOptions } from "./session.ts";

/** Where a page goes: to the screen, or with `html` into one file that needs nothing else (`-` for standard output). */
export interface PageTarget {
  readonly html: string | undefined;
  readonly globals: GlobalOptions;
}

/** Shows or writes a page's Markdown. */
export async function putPage(title: string, markdown: string, { html, globals }: PageTarget): Promise<void> {
  if (html === undefined) {
    const { renderMarkdown } = await import("../pages/index.ts");
    print(renderMarkdown(markdown, { width: outputWidth(), colour: wantsColour(globals) }));
    return;
  }
  const { pageHtml } = await import("../pages/html/page-html.ts");
  const document = pageHtml(title, markdown);
  if (html === "-") return print(document);
  writeText(html, document);
  print(`Wrote ${html}`);
}

/** The file that `--html` asks for: the one named, or `PAGE.html` in the current folder. */
export const htmlFile = (given: string | true | undefined, page: string): string | undefined =>
  given === true ? `${page}.html` : given;
