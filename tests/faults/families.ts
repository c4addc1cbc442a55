import { databases } from "./databases.ts";
import { disks } from "./disks.ts";
import { editors } from "./editors.ts";
import { forgeries } from "./forgeries.ts";
import { kills } from "./kills.ts";
import { misbehavingCode } from "./misbehaving-code.ts";
import { places } from "./places.ts";
import { saves } from "./saves.ts";
import type { Scenario } from "./scenario.ts";
import { signals } from "./signals.ts";
import { windows } from "./windows.ts";

/** Every scenario, family by family. */
export const families: readonly Scenario[] = [
  ...saves,
  ...editors,
  ...signals,
  ...places,
  ...databases,
  ...disks,
  ...windows,
  ...kills,
  ...forgeries,
  ...misbehavingCode,
];
