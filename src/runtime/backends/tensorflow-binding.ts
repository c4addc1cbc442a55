import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export const PACKAGE = "@tensorflow/tfjs-node-gpu";
/** Names a binding that was built by hand: for another TensorFlow, or where the download does not work. */
export const BINDING_VARIABLE = "ARENA_TENSORFLOW_BINDING";

export type Binding =
  | { readonly kind: "found"; readonly path: string }
  | { readonly kind: "missing"; readonly why: string };

/**
 * Looks for the package and its native library before anything is loaded: loading costs 300 ms even where it
 * must fail. ARENA_TENSORFLOW_BINDING counts before the place where the package's installer puts it. `why` is
 * one sentence that says what to type.
 */
export function findBinding(
  folder = packageFolder(),
  byHand: string | undefined = process.env[BINDING_VARIABLE],
): Binding {
  if (folder === undefined) {
    return missing(
      `The optional package ${PACKAGE} is not installed; \`npm install ${PACKAGE}@4.22.0\` installs it.`,
    );
  }
  if (byHand) {
    if (existsSync(byHand)) return { kind: "found", path: byHand };
    return missing(
      `${BINDING_VARIABLE} names ${byHand}, where no file is; \`unset ${BINDING_VARIABLE}\` takes the package's own library.`,
    );
  }
  const lib = join(folder, "lib");
  const versions = existsSync(lib) ? readdirSync(lib).sort() : [];
  const paths = versions.map((version) => join(lib, version, "tfjs_binding.node"));
  const path = paths.findLast((each) => existsSync(each));
  if (path !== undefined) return { kind: "found", path };
  return missing(
    `${PACKAGE} is installed without its native library; \`npm rebuild ${PACKAGE}\` downloads it.`,
  );
}

/** Folder of the installed package, or undefined. */
export function packageFolder(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`));
  } catch {
    return undefined;
  }
}

/**
 * Runs `load` while the package believes that its library lies at `path`. The package asks node-pre-gyp for
 * the place and offers no other way to say it.
 */
export function withBindingAt(path: string, load: () => void): void {
  const inPackage = createRequire(join(packageFolder() as string, "package.json"));
  const locator = inPackage("@mapbox/node-pre-gyp/lib/pre-binding.js") as { find: () => string };
  const { find } = locator;
  locator.find = () => path;
  try {
    load();
  } finally {
    locator.find = find;
  }
}

const missing = (why: string): Binding => ({ kind: "missing", why });
