/** Where a bar is drawn: `process.stderr`, so that it never mixes with what a program prints. */
export interface BarStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const CELLS = 24;

/**
 * A progress bar, as `tqdm`: call what it gives with how much is done and how much there is to do.
 *
 * On a terminal one line is drawn anew each time, with the seconds so far and those left; elsewhere a line is
 * written at the end only.
 *
 * ```ts
 * const bar = progressBar("frames");
 * for (let i = 0; i < 24; i++) {
 *   render(i);
 *   bar(i + 1, 24); // frames ██████░░░░░░ 12/24  3.1 s, 3.1 s left
 * }
 * ```
 */
export function progressBar(
  label = "",
  stream: BarStream = process.stderr,
): (done: number, total: number) => void {
  const begin = performance.now();
  return (done, total) => {
    const finished = done >= total;
    if (!stream.isTTY && !finished) return;
    const text = barText(label, done, total, (performance.now() - begin) / 1000);
    stream.write(stream.isTTY ? `\r\x1b[K${text}${finished ? "\n" : ""}` : `${text}\n`);
  };
}

function barText(label: string, done: number, total: number, seconds: number): string {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 1;
  const full = Math.round(share * CELLS);
  const left = share > 0 && share < 1 ? `, ${(seconds / share - seconds).toFixed(1)} s left` : "";
  const bar = "█".repeat(full) + "░".repeat(CELLS - full);
  return [label, bar, `${done}/${total}  ${seconds.toFixed(1)} s${left}`]
    .filter((part) => part !== "")
    .join(" ");
}
