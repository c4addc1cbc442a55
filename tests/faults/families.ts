import { misbehavingCode } from "./misbehaving-code.ts";
import { saves } from "./saves.ts";
import type { Scenario } from "./scenario.ts";

/** Every scenario, the quick families first. */
export const families: readonly Scenario[] = [...saves, ...misbehavingCode];
