import type * as tfjs from "#tfjs";
import type { Values } from "./values.ts";

type Geometry = tfjs.backend_util.Conv2DInfo;

/** Adds what flows into each window's result to the place of its largest entry. */
export function giveToWinners(x: Values, dy: Values, info: Geometry, target: Values): void {
  forEachWinner(x, info, (winner, place) => {
    target[winner] = (target[winner] as number) + (dy[place] as number);
  });
}

/** Calls `visit` with the place of each window's largest entry in `x` and the window's own place in the result, in order. */
export function forEachWinner(
  x: Values,
  info: Geometry,
  visit: (winner: number, place: number) => void,
): void {
  const { inHeight, inWidth, inChannels, strideHeight, strideWidth, filterHeight, filterWidth, padInfo } =
    info;
  let place = 0;
  for (let row = 0; row < info.batchSize * info.outHeight; row++) {
    const image = Math.floor(row / info.outHeight) * inHeight;
    const top = (row % info.outHeight) * strideHeight - padInfo.top;
    const rows = [image + Math.max(0, top), image + Math.min(inHeight, top + filterHeight)] as const;
    for (let column = 0; column < info.outWidth; column++) {
      const left = column * strideWidth - padInfo.left;
      const columns = [Math.max(0, left), Math.min(inWidth, left + filterWidth)] as const;
      for (let channel = 0; channel < inChannels; channel++, place++)
        visit(winnerOf(x, rows, columns, inWidth, inChannels, channel), place);
    }
  }
}

type Range = readonly [begin: number, end: number];

/** Position of a window's largest entry: the first of equals, and a NaN before any number, as in PyTorch. */
function winnerOf(
  x: Values,
  rows: Range,
  columns: Range,
  width: number,
  channels: number,
  channel: number,
): number {
  let winner = (rows[0] * width + columns[0]) * channels + channel;
  let best = x[winner] as number;
  for (let i = rows[0]; i < rows[1]; i++) {
    let at = (i * width + columns[0]) * channels + channel;
    for (let j = columns[0]; j < columns[1]; j++, at += channels) {
      const value = x[at] as number;
      if (value > best || Number.isNaN(value)) {
        best = value;
        winner = at;
      }
    }
  }
  return winner;
}
