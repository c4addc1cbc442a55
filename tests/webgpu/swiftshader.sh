#!/usr/bin/env bash
# The conformance suite, runs whose device is lost, and the check of every room, on WebGPU without a graphics card: on
# SwiftShader, which Debian ships inside its chromium-common package. The package is downloaded and unpacked, never
# installed. Prints "skipped: ..." and exits 0 where it is not to be had; exits 1 if anything does not hold.
#
# Folder for what is downloaded: $ARENA_SWIFTSHADER, by default ~/.cache/arena/swiftshader.
set -euo pipefail
cd "$(dirname "$0")/../.."

skip() {
  echo "skipped: $1"
  exit 0
}

[ "$(uname -sm)" = "Linux x86_64" ] || skip "SwiftShader is taken from a Debian package for Linux x86_64."
folder="${ARENA_SWIFTSHADER:-${XDG_CACHE_HOME:-$HOME/.cache}/arena/swiftshader}"

if [ ! -e "$folder/vk_swiftshader_icd.json" ]; then
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || skip "there is no apt-get here."
  work="$(mktemp -d)"
  trap 'rm -rf "$work"' EXIT
  chmod 755 "$work"
  (cd "$work" && apt-get download chromium-common) >"$work/log" 2>&1 ||
    skip "apt-get cannot download chromium-common: $(tail -n 1 "$work/log")"
  dpkg-deb -x "$work"/chromium-common_*.deb "$work/root"
  driver="$(find "$work/root" -name libvk_swiftshader.so -print -quit)"
  [ -n "$driver" ] || skip "this chromium-common package has no SwiftShader."
  if [ -z "$(find "$work/root" -name 'libvulkan.so.1' -print -quit)" ]; then
    (cd "$work" && apt-get download libvulkan1) >"$work/log" 2>&1 ||
      skip "apt-get cannot download libvulkan1: $(tail -n 1 "$work/log")"
    dpkg-deb -x "$work"/libvulkan1_*.deb "$work/root"
  fi
  mkdir -p "$folder"
  cp "$driver" "$folder/"
  cp -L "$(find "$work/root" -name 'libvulkan.so.1' -print -quit)" "$folder/libvulkan.so.1"
  printf '{"file_format_version": "1.0.0", "ICD": {"library_path": "%s", "api_version": "1.1.0"}}\n' \
    "$folder/libvk_swiftshader.so" >"$folder/vk_swiftshader_icd.json"
fi

export LD_LIBRARY_PATH="$folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export VK_ICD_FILENAMES="$folder/vk_swiftshader_icd.json" VK_DRIVER_FILES="$folder/vk_swiftshader_icd.json"

node bin/with-node.js tests/conformance/run.ts --backend webgpu
ARENA_TEST_WEBGPU=1 node bin/with-node.js vitest run \
  tests/grading/backend-failure.test.ts tests/cli tests/terminal -t "webgpu" # a device that is lost in a run
[ "${1:-}" != conformance ] || exit 0 # the rooms take long on two cores: CI leaves them out
for room in exercises/*/*/exercise.md; do
  section="$(basename "$(dirname "$(dirname "$room")")")"
  node bin/arena.js dev check --room "${section%%-*}/$(basename "$(dirname "$room")")" --backends webgpu
done
