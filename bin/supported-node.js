// Which Node runs the program: this one if it is new enough, else the one npm installed beside it.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The oldest Node that every package of ours runs on. better-sqlite3 13 crashes below 22. */
const MINIMUM = [22, 22];
/** From here on the language has `using`, which learners may write. */
const PREFERRED = 24;

export function isSupported(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1]);
}

/** Path of the Node binary that npm installed for this platform, or undefined where it has none. */
export function bundledNode() {
  const exe = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  const os = process.platform === "win32" ? "win" : process.platform;
  return [`node-${os}-${process.arch}`, `node-bin-${os}-${process.arch}`]
    .map((name) => join(root, "node_modules", name, exe))
    .find((path) => existsSync(path));
}

/** The Node to run, or undefined if there is none that is new enough. */
export function supportedNode() {
  if (Number.parseInt(process.versions.node, 10) >= PREFERRED) return process.execPath;
  return bundledNode() ?? (isSupported() ? process.execPath : undefined);
}

export const TOO_OLD =
  `arena needs Node ${MINIMUM.join(".")} or newer; this is ${process.versions.node}, and no newer one lies beside it.\n` +
  "Install Node 24 from nodejs.org, or run `npm ci --include=optional` in arena's folder to get one.";
