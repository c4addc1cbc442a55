/** Pages for the terminal. Import it lazily: it brings a Markdown parser and a highlighter. */
export { subProblemTypePageText, techniquePageText } from "./page-text.ts";
export { renderMarkdown } from "./render/markdown.ts";
