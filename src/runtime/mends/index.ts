/**
 * Everything that stock TensorFlow.js 4.22.0 gets wrong and that rooms rely on, put right from outside. One file a
 * family. Safe to call again: a kernel or gradient that is already ours is left alone, one that was registered anew
 * (loading the native backend does that) is mended again.
 */
export function installMends(): void {}
