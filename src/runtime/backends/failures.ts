/**
 * What a backend got wrong by itself, whatever program ran on it. `device`: its device is lost or complained, so that
 * nothing it computes is to be trusted. `lacking`: it cannot do what was asked, which wasm can.
 */
export interface BackendFailure {
  readonly kind: "device" | "lacking";
  /** Completes "the backend failed: ...", without a full stop. */
  readonly why: string;
}

const failures: BackendFailure[] = [];
let listener: (failure: BackendFailure) => void = () => {};

/**
 * Notes a failure of the backend in use. A device complains some time after the operation, and no exception is thrown.
 */
export function reportBackendFailure(failure: BackendFailure): void {
  failures.push(failure);
  listener(failure);
}

/**
 * What failed since the last call; always empty on wasm and cpu. One complaint of a device can spoil up to fifteen
 * neighbouring operations, so no number that was computed meanwhile may be trusted.
 */
export function takeBackendFailures(): BackendFailure[] {
  return failures.splice(0);
}

/** Has each failure told as it happens. One listener; a second takes the first one's place. */
export function onBackendFailure(listen: (failure: BackendFailure) => void): void {
  listener = listen;
}
