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

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
