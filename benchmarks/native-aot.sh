#!/usr/bin/env bash
# Publishes samples/NativeAot and the same program with a bare HttpClient (benchmarks/Waldo.Bare), runs both against the emulator's server, and prints size and
# time from the start of the process to the first answer. Fails on a warning, on a call that goes wrong, and on a binary that is more than 4 MB larger.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'kill "$emulator" 2> /dev/null || true; rm -rf "$work"' EXIT
emulator=

for project in samples/NativeAot benchmarks/Waldo.Bare; do
    dotnet publish "$project" -c Release -o "$work/$(basename "$project")" -warnaserror > "$work/publish.log" 2>&1 || { cat "$work/publish.log"; exit 1; }
    if grep -E 'warning (IL|AOT)[0-9]+' "$work/publish.log"; then exit 1; fi
done
waldo=$work/NativeAot/Waldo.Samples.NativeAot bare=$work/Waldo.Bare/Waldo.Bare
[ -x "$waldo" ] && [ -x "$bare" ]

dotnet build src/Waldo.Emulator -c Release > "$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
dotnet src/Waldo.Emulator/bin/Release/net10.0/Waldo.Emulator.dll --urls http://127.0.0.1:0 --clock accelerated:100 > "$work/emulator.log" &
emulator=$!
until address=$(sed -n 's/^export WALDO_BASE_ADDRESS=//p' "$work/emulator.log") && [ -n "$address" ]; do kill -0 "$emulator"; sleep 0.1; done

"$waldo" "$address"
"$bare" "$address" > /dev/null

first() { "$@" --first | sed -n 's/^first response after \([0-9]*\) ms$/\1/p'; }
for _ in $(seq 15); do
    first "$waldo" "$address" >> "$work/waldo.ms"
    first "$bare" "$address" >> "$work/bare.ms"
done
median() { sort -n "$1" | sed -n 8p; }
size() { stat -c %s "$1"; }
awk -v ours="$(size "$waldo")" -v bare="$(size "$bare")" -v ourMs="$(median "$work/waldo.ms")" -v bareMs="$(median "$work/bare.ms")" 'BEGIN {
    printf "Native AOT, without a warning. Binary: %.2f MB, bare %.2f MB, difference %.2f MB (at most 4).\n", ours / 1e6, bare / 1e6, (ours - bare) / 1e6
    printf "First answer, median of 15 pairs: %d ms, bare %d ms, ratio %.2f (at most 1.3).\n", ourMs, bareMs, ourMs / bareMs
    exit (ours - bare > 4e6)
}'
