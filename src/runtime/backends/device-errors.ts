const errors: string[] = [];

/**
 * Notes that a graphics device complained. It does so some time after the operation, and no exception is
 * thrown.
 */
export function reportDeviceError(message: string): void {
  errors.push(message);
}

/**
 * What the device complained about since the last call; always empty on other backends. One complaint can
 * spoil up to fifteen neighbouring operations, so no number that was computed meanwhile may be trusted.
 */
export function takeDeviceErrors(): string[] {
  return errors.splice(0);
}
