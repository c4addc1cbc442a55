import { escaped } from "../render/highlight.ts";
import { markdownToHtml } from "../render/parse.ts";
import { STYLE } from "./style.ts";

/** A page as one HTML file that needs nothing else: no script, no font, no network. */
export function pageHtml(title: string, markdown: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${markdownToHtml(markdown)}</main>
</body>
</html>
`;
}
