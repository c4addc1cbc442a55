import type { Colour } from "./raster.ts";

/** A number from 0 to 1 as a colour. */
export type ColourMap = (share: number) => Colour;

/** From dark blue over green to yellow, evenly brighter and readable without seeing red or green. */
const SEQUENTIAL: readonly Colour[] = [
  [44, 20, 92],
  [44, 78, 138],
  [30, 128, 140],
  [62, 174, 112],
  [160, 212, 58],
  [252, 232, 60],
];

/** From black over violet and red to pale yellow: evenly brighter (OKLCH lightness 0.16 to 0.97), as embers glow. */
const EMBERS: readonly Colour[] = [
  [12, 4, 43],
  [44, 1, 79],
  [84, 0, 99],
  [126, 0, 106],
  [171, 1, 100],
  [212, 32, 83],
  [239, 78, 59],
  [254, 125, 46],
  [254, 172, 84],
  [252, 212, 137],
  [252, 247, 210],
];

/** Blue below, white in the middle, red above: for values around 0. */
const DIVERGING: readonly Colour[] = [
  [24, 70, 160],
  [120, 168, 214],
  [246, 246, 246],
  [232, 140, 112],
  [168, 24, 40],
];

/** What lines and bars are drawn with: the n-th line in the n-th colour. */
export interface Ink {
  readonly background: Colour;
  lineColour(n: number): Colour;
}

const ON_WHITE: readonly Colour[] = [
  [30, 100, 200],
  [220, 110, 20],
  [20, 140, 70],
  [170, 40, 120],
  [110, 110, 110],
];
const ON_BLACK: readonly Colour[] = [
  [120, 190, 255],
  [255, 180, 100],
  [130, 230, 160],
  [245, 160, 220],
  [200, 200, 200],
];

/** For files. */
export const PAPER: Ink = {
  background: [255, 255, 255],
  lineColour: (n) => ON_WHITE[n % ON_WHITE.length] as Colour,
};

/** For the terminal: bright on black, so that lines are seen without colour, too. */
export const SCREEN: Ink = {
  background: [0, 0, 0],
  lineColour: (n) => ON_BLACK[n % ON_BLACK.length] as Colour,
};

export const sequential: ColourMap = (share) => between(SEQUENTIAL, share);
export const embers: ColourMap = (share) => between(EMBERS, share);
export const diverging: ColourMap = (share) => between(DIVERGING, share);
export const grey: ColourMap = (share) =>
  between(
    [
      [0, 0, 0],
      [255, 255, 255],
    ],
    share,
  );

/** What is no number is drawn in this: no map contains it. */
const NOT_A_NUMBER: Colour = [255, 0, 255];

function between(stops: readonly Colour[], share: number): Colour {
  if (Number.isNaN(share)) return NOT_A_NUMBER;
  const place = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const below = Math.min(stops.length - 2, Math.floor(place));
  const [from, to] = [stops[below], stops[below + 1]] as [Colour, Colour];
  const mixed = (channel: 0 | 1 | 2) =>
    Math.round(from[channel] + (to[channel] - from[channel]) * (place - below));
  return [mixed(0), mixed(1), mixed(2)];
}
