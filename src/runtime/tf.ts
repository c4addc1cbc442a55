import * as tfjs from "#tfjs";
import { silenceBanner } from "./banner.ts";
import { mendedFunctions } from "./mends/functions.ts";
import { installMends } from "./mends/index.ts";
import { checkedFunctions } from "./mends/signatures.ts";
import { guardOperators } from "./operators.ts";
import { guardReading } from "./reading.ts";

silenceBanner();
guardReading();
guardOperators();
installMends();

/**
 * TensorFlow.js 4.22.0, mended: the same numbers, gradients and errors on every backend. A plain object,
 * because the library's own ES exports are frozen and some functions (not kernels) have to be replaced too.
 *
 * It starts no backend: call `startBackend` (backend.ts) first. What is mended is listed in mends/index.ts.
 */
export const tf: typeof tfjs = { ...tfjs, ...mendedFunctions, ...checkedFunctions };
