/** The channel to the tutor, taken out of `process` so that nothing an answer can name leads to it. */
export interface Channel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** Takes the channel. Afterwards `process.send` and its kin are gone, and only the returned object can speak. */
export function takeChannel(): Channel {
  if (process.send === undefined)
    throw new Error("internal: the grading worker was started without a channel.");
  const send = process.send.bind(process);
  const listeners: ((message: unknown) => void)[] = [];
  const exit = process.exit.bind(process);
  process.on("message", (message) => {
    for (const listener of listeners) listener(message);
  });
  process.on("disconnect", () => exit(1)); // the tutor is gone: nobody is left to report to
  for (const name of ["send", "disconnect"] as const) {
    Object.defineProperty(process, name, { value: undefined, configurable: false, writable: false });
  }
  return {
    send: (message) => void send(message),
    onMessage: (listener) => void listeners.push(listener),
  };
}
