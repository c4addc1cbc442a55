export interface RenderOptions {
  /** Columns; no line is wider. */
  readonly width: number;
  /** Whether escape codes, for colours and links, may be written. */
  readonly colour: boolean;
}

/** What is left for something set in by so many columns; one at least, where it is cut rather than never drawn. */
export function narrower(options: RenderOptions, columns: number): RenderOptions {
  return { ...options, width: Math.max(1, options.width - columns) };
}
