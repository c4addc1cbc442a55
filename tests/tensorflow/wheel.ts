import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { NotHereError, run } from "./outside.ts";

/**
 * The package is written for TensorFlow 2.9.1's C interface. Python's index is the one place that many
 * machines reach and that has it; there 2.12 is the first whose C interface is a library of its own
 * (libtensorflow_cc), before that it is part of Python's; 2.13.1 is the smallest download of those.
 */
const VERSION = "2.13.1";
/** The version of Python that the wheel is for. Ours is not asked: nothing of it is run by Python. */
const PYTHON = "3.9";

const UNPACK = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    wanted = ("tensorflow/libtensorflow", "tensorflow/include/tensorflow/c/",
              "tensorflow/include/tensorflow/core/platform/", "tensorflow/include/tensorflow/tsl/")
    wheel.extractall(sys.argv[2], [name for name in wheel.namelist() if name.startswith(wanted)])`;

/**
 * Folder with TensorFlow's libraries and, in include/, its headers; fetched once into the user's cache.
 *
 * @throws NotHereError without Python, pip or their index.
 */
export function fetchTensorflow(): string {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "arena");
  const folder = join(cache, `tensorflow-cpu-${VERSION}`);
  if (existsSync(folder)) return join(folder, "tensorflow");
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    const wheel = download(unfinished);
    const { status, text } = run("python3", ["-c", UNPACK, wheel, unfinished]);
    if (status !== 0) throw new Error(`the wheel could not be unpacked:\n${text}`);
    rmSync(wheel);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return join(folder, "tensorflow");
}

function download(into: string): string {
  const pip = ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", into];
  const platform = ["--only-binary=:all:", "--python-version", PYTHON, "--platform", "manylinux2014_x86_64"];
  const { status, text } = run("python3", [...pip, ...platform, `tensorflow-cpu==${VERSION}`]);
  const wheel = readdirSync(into).find((name) => name.endsWith(".whl"));
  if (status === 0 && wheel !== undefined) return join(into, wheel);
  const why = text.split("\n").findLast((line) => line.startsWith("ERROR")) ?? text.trim();
  throw new NotHereError(`pip has no tensorflow-cpu ${VERSION} here (${why})`);
}
