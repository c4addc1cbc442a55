/** A slice between brackets, `rays[:, 1]` or `x[..., 1:]`, in a line that TypeScript can't read. */
const SLICE = /\w\[[^\]'"`]*(?::|\.\.\.)[^\]'"`]*\]/;

/** What to write instead, where a line does not parse because it is Python's; undefined for other lines. */
export function insteadOfLine(line: string): string | undefined {
  if (SLICE.test(line))
    return "Slices are written as arguments: `index(x, ':', 1)` is Python's `x[:, 1]`. Nothing is written into a tensor.";
  return undefined;
}
