/** Where tensors live and where they are computed with: moving there, and timing the same work in several places. */
export { type DeviceOutcome, DeviceTimes, timeOn } from "./time-on.ts";
export { type Device, to } from "./to.ts";
