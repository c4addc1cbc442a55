/** Weights in files, in Hugging Face's safetensors format. */
export { decodeSafetensors, readSafetensors, readSafetensorsMetadata } from "./read.ts";
export { encodeSafetensors, writeSafetensors } from "./write.ts";
