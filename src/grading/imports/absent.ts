import { nameOf } from "./rules.ts";

/** What a module is called that an answer imports and nobody finds. */
export const ABSENT = "\0absent:";

/**
 * A name that is not found is resolved, too, to a module that says so where it is imported: left as it is, the server would
 * look for it once more while the answer runs, past every rule.
 */
export function absentId(source: string, importer: string): string {
  return ABSENT + encodeURIComponent(JSON.stringify([source, nameOf(importer)]));
}

/** The name that was not found, as it stands in the code. */
export function absentName(id: string): string {
  return partsOf(id)[0];
}

export function absentModule(id: string): string {
  const [source, importer] = partsOf(id);
  const what = /^[./]/.test(source) ? "file" : "package";
  const message = `Cannot find the ${what} "${source}", which ${importer} imports.`;
  return `throw Object.assign(new Error(${JSON.stringify(message)}), { code: "ERR_MODULE_NOT_FOUND" });`;
}

function partsOf(id: string): [source: string, importer: string] {
  return JSON.parse(decodeURIComponent(id.slice(ABSENT.length)));
}
