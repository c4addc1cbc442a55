/** The files a new workspace starts with. */
export interface ToolsPlace {
  /**
   * The program's folder as the workspace reaches it: `node_modules/arena`, or absolute where that is no
   * link.
   */
  readonly arena: string;
  readonly linked: boolean;
  /** Whether the program's folder has Node's types, by which `console` and the like are known. */
  readonly nodeTypes: boolean;
}

/** Marks the folder as ES modules and keeps it from being published. */
export function packageJson(): string {
  return json({ name: "arena-workspace", private: true, type: "module" });
}

/**
 * Options under which an answer means the same to the editor, to Node, which only strips types, and to the
 * grader. Without `useDefineForClassFields` a field that is only declared does not hide what the constructor
 * assigned.
 */
export function tsconfigJson({ arena, linked, nodeTypes }: ToolsPlace): string {
  const types = nodeTypes ? { typeRoots: [`${arena}/node_modules/@types`], types: ["node"] } : { types: [] };
  const paths = linked ? {} : { paths: { "arena/tools": [`${arena}/src/tools/index.ts`] } };
  return json({
    compilerOptions: {
      target: "es2024",
      lib: ["es2024", "esnext.disposable"],
      module: "nodenext",
      moduleResolution: "nodenext",
      strict: true,
      useDefineForClassFields: false,
      erasableSyntaxOnly: true,
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: true,
      ...types,
      ...paths,
    },
    exclude: ["node_modules", ".arena"],
  });
}

/** Keeps what is arena's out of the learner's file tree and searches. */
export function editorSettings(): string {
  const hidden = { "**/node_modules": true, "**/.arena": true };
  return json({ "files.exclude": hidden, "search.exclude": hidden });
}

export function readme(): string {
  return `# Your arena workspace

Here are your answers, a folder for each section and a file for each room. Work in them with any editor;
\`arena watch\` grades a file each time you save it.

    arena                 where you are and what is next
    arena start 0.2       begin a section and watch its files
    arena hint            the next hint for the case that fails
    arena progress        what you have passed and earned

\`import { einsum } from "arena/tools"\` works in every file, and \`node 0.2-cnns/01-relu.ts\` runs one.

\`.arena/\` holds your progress, its backups, and in \`.arena/archive/\` every answer you reset. Keep it with
your files: a copy of this whole folder is a full backup. \`arena progress export\` writes your marks as JSON.
`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
