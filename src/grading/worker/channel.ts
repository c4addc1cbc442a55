import { Socket } from "node:net";
import { MessagePipe } from "../message-pipe.ts";
import { Signature } from "../signature.ts";

/** The channel to the tutor. Nothing that an answer can name leads to it. */
export interface Channel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** From here on the tutor can tell that it is this channel that speaks. */
  sign(word: string): void;
}

/** On which the tutor has opened the channel; see worker-process.ts. */
const CHANNEL_DESCRIPTOR = 3;

/** Opens the channel. Only the returned object can speak on it; this process ends when the tutor does. */
export function openChannel(): Channel {
  const listeners: ((message: unknown) => void)[] = [];
  const exit = process.exit.bind(process);
  const pipe = new MessagePipe(new Socket({ fd: CHANNEL_DESCRIPTOR, readable: true, writable: true }), {
    onMessage: (message) => {
      for (const listener of listeners) listener(message);
    },
    onNoise: () => exit(1),
    onEnd: () => exit(1), // the tutor is gone: nobody is left to report to
  });
  return {
    send: (message) => pipe.send(message),
    onMessage: (listener) => void listeners.push(listener),
    sign: (word) => pipe.signWith(new Signature(word)),
  };
}
