/**
 * What the ways on the pages of techniques/sub-problems cost, side by side on the same numbers:
 *
 *     npm run bench:ways -- sliding-window
 *
 * Without a name all. Prints for each way the median time relative to the quickest one, and the most memory that its own
 * tensors held at once; the pages cite these. The ways are timed in turn, so that a busy machine slows all of them, and a
 * way whose numbers differ from the first one's is an error. Backend: ARENA_BACKEND, or wasm.
 */
import { tf } from "arena/tools";
import { type Comparison, comparisons } from "./comparisons.ts";

const ROUNDS = 25;
const TOLERANCE = 1e-3;

const asked = process.argv.slice(2);
for (const comparison of comparisons()) {
  if (asked.length > 0 && !asked.includes(comparison.type)) continue;
  await requireAgreement(comparison);
  console.log(`\n${comparison.type}: ${comparison.given} (${tf.getBackend()})`);
  const [times, peaks] = [await mediansOf(comparison), await peaksOf(comparison)];
  const quickest = Math.min(...times.values());
  for (const [way, milliseconds] of times) {
    const ratio = (milliseconds / quickest).toFixed(1).padStart(7);
    const megabytes = ((peaks.get(way) ?? 0) / 2 ** 20).toFixed(2).padStart(8);
    console.log(`  ${way.padEnd(36)} ${milliseconds.toFixed(2).padStart(8)} ms ${ratio} × ${megabytes} MB`);
  }
}

async function requireAgreement({ type, ways }: Comparison): Promise<void> {
  const [[first, reference] = ["", () => tf.scalar(0)], ...others] = Object.entries(ways);
  const expected = reference();
  for (const [way, run] of others) {
    const [difference = Number.NaN] = await tf.tidy(() => run().sub(expected).abs().max()).data();
    if (!(difference <= TOLERANCE)) {
      throw new Error(`${type}: "${way}" and "${first}" differ by ${difference}.`);
    }
  }
  expected.dispose();
}

/** Median milliseconds of each way until its numbers can be read. */
async function mediansOf({ ways }: Comparison): Promise<Map<string, number>> {
  const samples = new Map(Object.keys(ways).map((way) => [way, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [way, run] of Object.entries(ways)) {
      const start = performance.now();
      const result = tf.tidy(run);
      await result.data();
      samples.get(way)?.push(performance.now() - start);
      result.dispose();
    }
  }
  const median = (times: number[]): number => times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
  return new Map([...samples].map(([way, times]) => [way, median(times)]));
}

/**
 * Most bytes of tensors that a way held at once, above what was there before, its result included. The engine counts a
 * reshaped tensor again, although it shares its numbers.
 */
async function peaksOf({ ways }: Comparison): Promise<Map<string, number>> {
  const peaks = new Map<string, number>();
  for (const [way, run] of Object.entries(ways)) {
    const before = tf.memory().numBytes;
    const { peakBytes, result } = await tf.profile(() => tf.tidy(run));
    peaks.set(way, peakBytes - before);
    tf.dispose(result);
  }
  return peaks;
}
