import { requireOptions } from "../../arguments/options.ts";
import { lesson, shapeText } from "../../lesson.ts";
import { defaultGenerator } from "../../random/default-generator.ts";
import type { Generator } from "../../random/generator.ts";
import { tf } from "../../tensorflow.ts";
import type { Parameter } from "../module/parameter.ts";
import { requireParameter } from "./require-parameter.ts";

export interface OrthogonalSettings {
  /** What every length is multiplied by. */
  readonly gain?: number;
  readonly generator?: Generator;
}

/**
 * Fills a weight [out, ...in], seen as the matrix [out, product of in], so that its rows are orthogonal to each other
 * and of length `gain`; the columns if there are more rows than columns (Saxe et al., 2013).
 *
 * @throws ToolError for fewer than two axes.
 */
export function orthogonal<P extends Parameter>(parameter: P, settings: OrthogonalSettings = {}): P {
  requireOptions<OrthogonalSettings>("orthogonal", settings, { gain: "1", generator: "random(0)" });
  const { gain = 1, generator = defaultGenerator() } = settings;
  requireParameter("orthogonal", parameter);
  const [rows = 0] = parameter.shape;
  if (parameter.rank < 2) {
    throw lesson("orthogonal", {
      what: "it needs a weight of at least two axes.",
      given: { shape: shapeText(parameter.shape) },
    });
  }
  const columns = parameter.size / rows;
  const vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), generator);
  const entry = (row: number, column: number) =>
    (rows <= columns ? vectors[row]?.[column] : vectors[column]?.[row]) ?? 0;
  const values = Float32Array.from({ length: parameter.size }, (_, i) => {
    return gain * entry(Math.floor(i / columns), i % columns);
  });
  tf.tidy(() => parameter.assign(tf.tensor(values, parameter.shape)));
  return parameter;
}

/** Random vectors of length 1, each orthogonal to all before it (modified Gram and Schmidt, in float64). */
function orthonormal(count: number, length: number, generator: Generator): Float64Array[] {
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const vector = Float64Array.from({ length }, () => generator.gaussian());
    for (const earlier of [...vectors, ...vectors]) {
      const along = dot(vector, earlier); // twice, because once leaves rounding errors
      for (let i = 0; i < length; i++) vector[i] = (vector[i] as number) - along * (earlier[i] as number);
    }
    const norm = Math.sqrt(dot(vector, vector));
    vectors.push(vector.map((value) => value / norm));
  }
  return vectors;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}
