import type { TensorInfo } from "#tfjs";
import { mendKernel } from "../registry.ts";
import { sizeOf } from "../shapes.ts";
import { runUnary } from "./shaders.ts";

/**
 * sin, cos and tan to float32's precision. WGSL asks of a driver only 2^-11, which is visible in rotary
 * positions. The angle is brought to [-pi/4, pi/4] by subtracting quarter turns in three parts (Cody and
 * Waite), then Cephes' polynomials of single precision are evaluated. Angles beyond 8192 are left to the
 * driver.
 */
const REDUCED = `
  let turns = round(a * 0.6366197723675814);
  let quarter = i32(turns) & 3;
  let r = ((a - turns * 1.5703125) - turns * 4.837512969970703e-4) - turns * 7.549789948768648e-8;
  let s = r * r;
  let sine = r + r * s * (-1.6666654611e-1 + s * (8.3321608736e-3 - s * 1.9515295891e-4));
  let cosine = 1.0 - 0.5 * s
    + s * s * (4.166664568298827e-2 + s * (-1.388731625493765e-3 + s * 2.443315711809948e-5));
  let odd = (quarter & 1) == 1;`;

const FUNCTIONS: Readonly<Record<string, string>> = {
  Sin: `let value = select(sine, cosine, odd);
  return select(value, -value, quarter >= 2);`,
  Cos: `let value = select(cosine, sine, odd);
  return select(value, -value, quarter == 1 || quarter == 2);`,
  Tan: "return select(sine / cosine, -cosine / sine, odd);",
};

export function mendTrigonometry(): void {
  for (const [kernelName, code] of Object.entries(FUNCTIONS)) {
    mendKernel<{ x: TensorInfo }, unknown>("precision", kernelName, "webgpu", (stock) => (call) => {
      const { x } = call.inputs;
      if (x.dtype !== "float32" || sizeOf(x.shape) === 0) return stock(call);
      const unusual = `if (isnan(a) || isinf(a)) { return uniforms.NAN; }
  if (abs(a) > 8192.0) { return ${kernelName.toLowerCase()}(a); }`;
      return runUnary(call.backend, `precise_${kernelName}`, `${unusual}${REDUCED}\n  ${code}`, x);
    });
  }
}
