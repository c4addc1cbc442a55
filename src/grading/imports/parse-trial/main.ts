import { parse, parseSync, transform } from "rolldown/utils";
import type { Trial } from "./trial.ts";

/* Parses what it is sent, on this thread and on others as the tutor does, and says that it lived. */

process.on("message", async ({ id, path, text }: Trial) => {
  const errors = parseSync(path, text).errors.length;
  if (errors === 0) await Promise.all([parse(path, text), transform(path, text)]).catch(() => {});
  process.send?.(id);
});
process.on("disconnect", () => process.exit());
