/** A point in the unit square, x to the right and y downwards. */
export type Point = readonly [x: number, y: number];

/** A line through these points, drawn without lifting the pen. */
export type Stroke = readonly Point[];

const SIX: Stroke = [
  [0.66, 0.12],
  [0.45, 0.22],
  [0.31, 0.44],
  [0.26, 0.66],
  [0.34, 0.84],
  [0.51, 0.89],
  [0.68, 0.81],
  [0.72, 0.65],
  [0.63, 0.52],
  [0.46, 0.5],
  [0.29, 0.61],
];

/** How each digit is written, by hand so to speak. */
export const DIGIT_STROKES: readonly (readonly Stroke[])[] = [
  [ring([0.5, 0.5], 0.25, 0.38)],
  [
    [
      [0.34, 0.29],
      [0.54, 0.12],
      [0.54, 0.88],
    ],
  ],
  [
    [
      [0.26, 0.3],
      [0.32, 0.17],
      [0.5, 0.12],
      [0.68, 0.18],
      [0.73, 0.32],
      [0.66, 0.47],
      [0.45, 0.66],
      [0.25, 0.87],
      [0.76, 0.87],
    ],
  ],
  [
    [
      [0.27, 0.18],
      [0.46, 0.11],
      [0.66, 0.17],
      [0.7, 0.32],
      [0.61, 0.44],
      [0.43, 0.48],
    ],
    [
      [0.43, 0.48],
      [0.64, 0.53],
      [0.74, 0.68],
      [0.66, 0.84],
      [0.46, 0.89],
      [0.26, 0.82],
    ],
  ],
  [
    [
      [0.62, 0.88],
      [0.62, 0.12],
      [0.23, 0.63],
      [0.79, 0.63],
    ],
  ],
  [
    [
      [0.73, 0.13],
      [0.34, 0.13],
      [0.3, 0.47],
      [0.5, 0.4],
      [0.68, 0.47],
      [0.74, 0.64],
      [0.66, 0.82],
      [0.46, 0.89],
      [0.26, 0.81],
    ],
  ],
  [SIX],
  [
    [
      [0.25, 0.13],
      [0.76, 0.13],
      [0.45, 0.88],
    ],
  ],
  [ring([0.5, 0.3], 0.19, 0.18), ring([0.5, 0.69], 0.23, 0.2)],
  [SIX.map(([x, y]): Point => [1 - x, 1 - y])],
];

function ring([x, y]: Point, width: number, height: number): Stroke {
  return Array.from({ length: 17 }, (_, i): Point => {
    const angle = (2 * Math.PI * i) / 16;
    return [x + width * Math.sin(angle), y - height * Math.cos(angle)];
  });
}
