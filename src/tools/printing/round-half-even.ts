/**
 * The number with this many decimals, halves rounded to the even digit. Python and PyTorch print so;
 * JavaScript's `toFixed` rounds halves away from zero (0.03125 gives 0.0313 instead of 0.0312) and loses the
 * sign of -0.
 */
export function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  const magnitude = Math.abs(value);
  const scaled = magnitude * 10 ** decimals; // exact for float32 values and up to 12 decimals
  const digits = isHalf(scaled) ? evenHalf(scaled, decimals) : magnitude.toFixed(decimals);
  return (
    (isNegative(value) ? "-" : "") +
    (magnitude >= 1e21 ? BigInt(magnitude).toString() + zeros(decimals) : digits)
  );
}

/**
 * The number in scientific notation with at least two digits of exponent, as C, Python and PyTorch write it:
 * 1.5000e-05.
 */
export function scientific(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  const [mantissa = "", exponent = "0"] = Math.abs(value).toExponential(decimals).split("e");
  const power = Number(exponent);
  const scaled =
    power > decimals
      ? Math.abs(value) / 10 ** (power - decimals)
      : Math.abs(value) * 10 ** (decimals - power);
  const digits = power >= 0 && isHalf(scaled) ? evenHalf(scaled, decimals) : mantissa;
  const twoDigits = String(Math.abs(power)).padStart(2, "0");
  return `${isNegative(value) ? "-" : ""}${digits}e${power < 0 ? "-" : "+"}${twoDigits}`;
}

function nonFinite(value: number): string {
  if (Number.isNaN(value)) return "nan";
  return value > 0 ? "inf" : "-inf";
}

const isHalf = (scaled: number): boolean => scaled < 2 ** 52 && scaled - Math.floor(scaled) === 0.5;

function evenHalf(scaled: number, decimals: number): string {
  const below = Math.floor(scaled);
  return ((below % 2 === 0 ? below : below + 1) / 10 ** decimals).toFixed(decimals);
}

const isNegative = (value: number): boolean => value < 0 || Object.is(value, -0);

const zeros = (decimals: number): string => (decimals > 0 ? `.${"0".repeat(decimals)}` : "");
