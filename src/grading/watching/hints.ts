import { dirname, resolve } from "node:path";
import { type FSWatcher, watch } from "chokidar";

/**
 * Says when it may be worth looking at a file. The directory is watched, not the file, because a save by
 * rename puts another file in its place; where the file is a link, chokidar watches what it leads to as well.
 * A hint promises nothing and a missing hint neither: chokidar thins out quick changes, and it no longer sees
 * a directory that was deleted and made again.
 */
export class Hints {
  readonly #path: string;
  readonly #onHint: () => void;
  readonly #onFailure: () => void;
  #watcher: FSWatcher | undefined;

  /** @param onFailure called, never at once, when the system refuses to watch, as with ENOSPC and EMFILE. */
  constructor(path: string, onHint: () => void, onFailure: () => void) {
    this.#path = path;
    this.#onHint = onHint;
    this.#onFailure = onFailure;
    this.restart();
  }

  restart(): void {
    void this.close();
    this.#watcher = this.#start();
  }

  async close(): Promise<void> {
    const watcher = this.#watcher;
    this.#watcher = undefined;
    await watcher?.close();
  }

  #start(): FSWatcher {
    const options = { depth: 0, ignoreInitial: true, ignorePermissionErrors: true };
    const watcher = watch(dirname(resolve(this.#path)), options);
    const hint = () => this.#watcher === watcher && this.#onHint();
    // Not filtered by name: macOS tells names in other code points, and a needless look costs 0.1 ms.
    watcher.on("raw", hint).on("all", hint);
    watcher.on("ready", hint); // what was saved before the watch stood has no event
    watcher.on("error", () => this.#watcher === watcher && this.#onFailure());
    return watcher;
  }
}
