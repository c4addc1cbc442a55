/** A worker that could not start, most often because the backend asked for is not to be had; the message says why. */
export class CouldNotWarmError extends Error {
  override readonly name = "CouldNotWarmError";
}
