import type { Kept } from "./model.ts";
import type { ProgressStore } from "./store.ts";

/** What came of an import. `attempts` counts those that were not there before. */
export type Imported =
  | { readonly kind: "imported"; readonly attempts: number; readonly kept: Kept }
  | { readonly kind: "refused"; readonly message: string };

/** Everything in the store as indented JSON, with a line break at its end. */
export function exportProgress(store: ProgressStore): string {
  return `${JSON.stringify(store.exportAll(), null, 2)}\n`;
}

/**
 * Adds the marks in `text`, as `exportProgress` wrote it, to the store: all of them or, where the text does
 * not fit, none. Importing twice changes nothing. Rooms count as passed only where the export proves it.
 */
export async function importProgress(store: ProgressStore, text: string): Promise<Imported> {
  const parsed = parse(text);
  if (parsed.kind === "no-json") return refused(`it is not JSON: ${parsed.why}`);
  const [{ progressExport, EXCHANGE_VERSION }, { z }] = await Promise.all([
    import("./exchange-format.ts"),
    import("zod"),
  ]);
  const version = versionIn(parsed.value);
  if (version > EXCHANGE_VERSION) {
    return refused(
      `a newer arena exported it (format ${version}; this one reads ${EXCHANGE_VERSION}). Update arena`,
    );
  }
  const checked = progressExport.safeParse(parsed.value);
  if (!checked.success)
    return refused(
      `it does not fit the format of \`arena progress export\`:\n${z.prettifyError(checked.error)}`,
    );
  return { kind: "imported", ...store.importAll(checked.data) };
}

function refused(why: string): Imported {
  return { kind: "refused", message: `Nothing was imported: ${why}.` };
}

type Parsed =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "no-json"; readonly why: string };

function parse(text: string): Parsed {
  try {
    return { kind: "json", value: JSON.parse(text) };
  } catch (error) {
    return { kind: "no-json", why: error instanceof Error ? error.message : String(error) };
  }
}

function versionIn(value: unknown): number {
  if (typeof value !== "object" || value === null || !("version" in value)) return 0;
  return typeof value.version === "number" ? value.version : 0;
}
