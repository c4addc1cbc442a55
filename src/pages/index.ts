/** Pages for the terminal. Import it lazily: it brings a Markdown parser and a highlighter. */
export { subProblemTypePageText, techniquePageText } from "./page-text.ts";
export { type RenderOptions, renderMarkdown } from "./render/markdown.ts";
