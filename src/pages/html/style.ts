/** Readable in light and dark, on paper and on a telephone. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d2330; --paper: #fdfcf9; --soft: #f1eee6; --line: #d8d3c6;
  --keyword: #8a2d7c; --name: #1f5fa8; --text: #2c7a3f; --number: #9a5b00; --dim: #7a7568; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e1d8; --paper: #17191f; --soft: #21242c; --line: #3a3e49;
  --keyword: #d48fd0; --name: #86b8f0; --text: #93cf9b; --number: #e0b070; --dim: #8f8b80; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.6 Georgia, "Times New Roman", serif; }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1.2rem 4rem; }
h1, h2, h3 { line-height: 1.25; margin: 2.2rem 0 .6rem; }
h1 { margin-top: 0; }
code, pre { font: 14px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { background: var(--soft); padding: .1em .3em; border-radius: 3px; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .8rem 1rem; overflow-x: auto; }
pre code { background: none; padding: 0; }
pre.output { border-left: 4px solid var(--text); border-top-left-radius: 0; border-bottom-left-radius: 0; }
table { border-collapse: collapse; } th, td { border-bottom: 1px solid var(--line); padding: .3rem .8rem; text-align: left; }
.hljs-keyword, .hljs-literal { color: var(--keyword); } .hljs-title, .hljs-built_in, .hljs-type { color: var(--name); }
.hljs-string, .hljs-regexp { color: var(--text); } .hljs-number { color: var(--number); } .hljs-comment { color: var(--dim); }
`;
