/** The backend asked for is not to be had on this machine, which is nobody's fault; the message says why and what to type. */
export class NoBackendError extends Error {
  override readonly name = "NoBackendError";
}
