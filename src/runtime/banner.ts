import * as tfjs from "#tfjs";

/**
 * Keeps the cpu backend from printing its five-line advertisement when it stores its first tensor. It does so
 * while its field `firstUse` is true; an accessor on the prototype takes the assignment of its constructor
 * and answers false.
 */
export function silenceBanner(): void {
  const { prototype } = tfjs.cpuBackend.MathBackendCPU;
  Object.defineProperty(prototype, "firstUse", { configurable: true, get: () => false, set: () => {} });
}
