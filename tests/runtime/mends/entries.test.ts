import { expect, it } from "vitest";
import { tf } from "../../../src/runtime/tf.ts";
import { onEachBackend } from "../each-backend.ts";

/** Around SIMD's lanes, and over one unit of work. */
const LENGTHS = [1, 3, 4, 7, 16385, 300_001] as const;

onEachBackend("entries one by one", () => {
  it.each(LENGTHS)(
    "tanh of %i numbers is the hyperbolic tangent to float32's last places",
    async (length) => {
      const numbers = Float32Array.from({ length }, (_, i) => (((i * 37) % 2003) - 1001) / 97);
      const values = await tf.tanh(tf.tensor1d(numbers)).data();
      let worst = 0;
      numbers.forEach((x, i) => {
        worst = Math.max(worst, Math.abs((values[i] as number) - Math.tanh(x)));
      });
      expect(worst).toBeLessThan(2.5e-7);
    },
  );

  it("tanh keeps small numbers' digits, signs, infinities and NaN", async () => {
    const numbers = [1e-30, -1e-8, 0, -0, 0.6249, 0.6251, 9.1, -200, Infinity, -Infinity, NaN];
    const values = await tf.tanh(tf.tensor1d(numbers)).data();
    numbers.forEach((x, i) => {
      const off = Math.abs((values[i] as number) - Math.tanh(x)) / Math.abs(Math.tanh(x) || 1);
      if (Number.isNaN(x)) expect(values[i]).toBeNaN();
      else expect(off).toBeLessThan(3e-7);
    });
    expect(Object.is(values[3], -0)).toBe(true);
  });

  it.each(LENGTHS)("where chooses among %i numbers, −∞ and NaN unchanged", async (length) => {
    const odd = Float32Array.from({ length }, (_, i) => (i % 3 === 0 ? -Infinity : i % 3 === 1 ? NaN : i));
    const flags = Array.from({ length }, (_, i) => (i * 7) % 5 < 2);
    const condition = tf.tensor1d(flags, "bool");
    const floats = await tf.where(condition, tf.tensor1d(odd), tf.fill([length], 2.5)).data();
    const whole = tf.range(0, length, 1, "int32"); // [length]
    const integers = await tf.where(condition, whole, tf.fill([length], -7, "int32")).data();
    expect(floats).toEqual(odd.map((value, i) => (flags[i] ? value : 2.5)));
    expect(integers).toEqual(Int32Array.from({ length }, (_, i) => (flags[i] ? i : -7)));
  });
});
