import { type ChildProcessByStdio, spawn } from "node:child_process";
import { setPriority } from "node:os";
import type { Readable, Writable } from "node:stream";
import { encodeMessage, MessageReader } from "./framing.ts";

/** A request that is under way. */
export interface Pending {
  readonly id: number;
  /** Rejects where the server answers with an error, ends, or is told to cancel. */
  readonly response: Promise<unknown>;
}

/**
 * A language server in its own process, spoken to over stdin and stdout. It ends when its stdin closes, so
 * that it does not outlive this process however that ends.
 */
export class LanguageServer {
  /** How it ended, in words; resolves once it has. */
  readonly ended: Promise<string>;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #configuration: Readonly<Record<string, unknown>>;
  #requests = 0;
  #stderr = "";
  #ending: string | undefined;

  /** @param configuration what the server is told when it asks for a section of the editor's settings. */
  constructor(command: string, folder: string, configuration: Readonly<Record<string, unknown>>) {
    this.#configuration = configuration;
    this.#child = spawn(command, ["--lsp", "--stdio"], {
      cwd: folder,
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
    });
    this.ended = this.#end();
    const reader = new MessageReader((message) => this.#receive(message as Message));
    this.#child.stdout.on("data", (chunk: Buffer) => this.#read(reader, chunk));
    this.#child.stderr.on("data", (chunk: Buffer) => this.#keep(chunk));
    this.#child.stdin.on("error", () => {}); // it has ended, which `ended` tells
    this.#yieldToGrading();
  }

  request(method: string, params: object): Pending {
    const id = ++this.#requests;
    if (this.#ending !== undefined) return { id, response: Promise.reject(new Error(this.#ending)) };
    const response = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#send({ id, method, params });
    return { id, response };
  }

  notify(method: string, params: object): void {
    this.#send({ method, params });
  }

  cancel({ id }: Pending): void {
    if (this.#waiting.has(id)) this.notify("$/cancelRequest", { id });
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.ended;
  }

  #send(message: object): void {
    if (this.#child.stdin.writable) this.#child.stdin.write(encodeMessage(message));
  }

  #read(reader: MessageReader, chunk: Buffer): void {
    try {
      reader.read(chunk);
    } catch (error) {
      this.#stderr = String(error);
      this.#child.kill("SIGKILL");
    }
  }

  #keep(chunk: Buffer): void {
    this.#stderr = (this.#stderr + chunk).slice(-STDERR_KEPT);
  }

  #receive({ id, method, params, result, error }: Message): void {
    if (method !== undefined) {
      if (id !== undefined) this.#send({ id, result: this.#answer(method, params) });
      return;
    }
    const waiting = this.#waiting.get(id ?? 0);
    this.#waiting.delete(id ?? 0);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error.message));
  }

  /** Every question of the server's needs an answer; the only one with content is for settings. */
  #answer(method: string, params: Message["params"]): unknown {
    if (method !== "workspace/configuration") return null;
    return (params?.items ?? []).map(({ section = "" }) => this.#configuration[section] ?? null);
  }

  async #end(): Promise<string> {
    const how = await new Promise<string>((resolve) => {
      this.#child.once("error", (error) => resolve(error.message)); // it could not be started
      this.#child.once("close", (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    const [why = ""] = this.#stderr.trim().split("\n");
    const ending = why === "" ? how : `${how}: ${why}`;
    for (const { reject } of this.#waiting.values()) reject(new Error(ending));
    this.#waiting.clear();
    this.#ending = ending;
    return ending;
  }

  /** Grading comes first where both want the same core. */
  #yieldToGrading(): void {
    try {
      if (this.#child.pid !== undefined) setPriority(this.#child.pid, LOWER_PRIORITY);
    } catch {
      // Not allowed here, or it has ended already: it then runs like any other process.
    }
  }
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly items?: readonly { readonly section?: string }[] };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Characters; the first line of a crash is what is shown. */
const STDERR_KEPT = 20_000;

/** "Nice" value of a process that gives way but is not starved. */
const LOWER_PRIORITY = 5;
