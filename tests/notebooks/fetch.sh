#!/usr/bin/env bash
# Executes notebooks in Jupyter's way, with what that needs fetched into a folder of its own: Deno from npm, nbformat and
# jupyter-client from Python's index. Prints "skipped: ..." and exits 0 where these are not to be had; exits 1 if a notebook does
# not run. Arguments are those of `npm run notebooks`.
#
# Folder for what is downloaded: $ARENA_JUPYTER, by default ~/.cache/arena/jupyter.
set -euo pipefail
cd "$(dirname "$0")/../.."

skip() {
  echo "skipped: $1"
  exit 0
}

folder="${ARENA_JUPYTER:-${XDG_CACHE_HOME:-$HOME/.cache}/arena/jupyter}"
log="$(mktemp)"
trap 'rm -f "$log"' EXIT

if [ ! -x "$folder/deno/node_modules/.bin/deno" ]; then
  mkdir -p "$folder/deno"
  npm install --prefix "$folder/deno" --no-audit --no-fund deno@2.9.6 >"$log" 2>&1 ||
    skip "npm cannot install deno: $(tail -n 1 "$log")"
fi
if [ ! -e "$folder/python/ready" ]; then
  python3 -m venv "$folder/python" >"$log" 2>&1 || skip "python3 makes no venv: $(tail -n 1 "$log")"
  "$folder/python/bin/pip" install --quiet --retries 1 --timeout 15 nbformat==5.11.1 jupyter-client==8.10.0 >"$log" 2>&1 ||
    skip "pip cannot install jupyter-client: $(tail -n 1 "$log")"
  touch "$folder/python/ready"
fi

export DENO="$folder/deno/node_modules/.bin/deno" PYTHON="$folder/python/bin/python" DENO_DIR="$folder/deno/cache"
node bin/with-node.js tests/notebooks/run.ts "$@"
