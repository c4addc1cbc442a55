import { pathToFileURL } from "node:url";
import { ChangedFiles } from "./changed-files.ts";
import { LanguageServer, type Pending } from "./language-server.ts";

/** A diagnostic as the protocol has it: positions from 0, columns in UTF-16 units. */
export interface Diagnostic {
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  /** 1 is an error; warnings, information and hints follow. */
  readonly severity?: number;
  readonly message: string;
}

interface Report {
  readonly items?: readonly Diagnostic[];
}

/**
 * One life of TypeScript's language server. It holds the answer's text itself; all other files it reads from
 * disk.
 */
export class CheckSession {
  readonly #server: LanguageServer;
  readonly #changes: ChangedFiles;
  readonly #ready: Promise<void>;
  #open: { readonly uri: string; version: number } | undefined;
  #pending: Pending | undefined;

  constructor(compiler: string, workspace: string) {
    this.#server = new LanguageServer(compiler, workspace, CONFIGURATION);
    this.#changes = new ChangedFiles(workspace);
    this.#ready = this.#initialize(workspace);
  }

  /**
   * What TypeScript says of this text in this place. Cancels what was asked before.
   *
   * @throws where the server ended, answered with an error, or took longer than `milliseconds`.
   */
  async diagnose(path: string, text: string, milliseconds: number): Promise<readonly Diagnostic[]> {
    const { items = [] } = await within(milliseconds, this.#ask(path, text));
    return items;
  }

  async end(): Promise<void> {
    await this.#server.kill();
  }

  async #initialize(workspace: string): Promise<void> {
    await this.#server.request("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(workspace).href,
      capabilities: CAPABILITIES,
      initializationOptions: { disablePushDiagnostics: true },
    }).response;
    this.#server.notify("initialized", {});
  }

  async #ask(path: string, text: string): Promise<Report> {
    await this.#ready;
    if (this.#pending !== undefined) this.#server.cancel(this.#pending);
    const changes = IMPORTS_OWN_FILES.test(text) ? this.#changes.take() : [];
    if (changes.length > 0) this.#server.notify("workspace/didChangeWatchedFiles", { changes });
    const uri = pathToFileURL(path).href;
    this.#show(uri, text);
    this.#pending = this.#server.request("textDocument/diagnostic", { textDocument: { uri } });
    return (await this.#pending.response) as Report;
  }

  /** Gives the server the text of the answer; only one is open at a time. */
  #show(uri: string, text: string): void {
    if (this.#open?.uri === uri) {
      const version = ++this.#open.version;
      this.#server.notify("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
      return;
    }
    if (this.#open !== undefined)
      this.#server.notify("textDocument/didClose", { textDocument: { uri: this.#open.uri } });
    this.#open = { uri, version: 1 };
    this.#server.notify("textDocument/didOpen", {
      textDocument: { uri, languageId: "typescript", version: 1, text },
    });
  }
}

/** Only such an answer is worth looking through the workspace for, which takes a few ms. */
const IMPORTS_OWN_FILES = /["']\.{1,2}\//;

const CAPABILITIES = {
  general: { positionEncodings: ["utf-16"] },
  textDocument: { diagnostic: {} },
  workspace: { configuration: true },
};

/** Otherwise the server may run `npm install` for types that it misses. */
const CONFIGURATION = { typescript: { disableAutomaticTypeAcquisition: true } };

function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`no answer within ${Math.round(milliseconds / 1000)} s`));
    const timer = setTimeout(late, milliseconds);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
