#!/usr/bin/env bash
# Usage: tests/tidy.sh [FOLDER…]
# Runs clang-tidy with .clang-tidy's checks on the sources in the folders (default: all), as build/release compiles them,
# and fails where it warns. Exit status 77: there is no clang-tidy 14; other versions warn of other things.
set -euo pipefail
if [[ ${1:-} == -* ]]; then
  sed -n '2,4s/^# //p' "$0" >&2
  exit 2
fi
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for program in clang-tidy-14 clang-tidy; do
  if [[ $("$program" --version 2>/dev/null) == *" version 14."* ]]; then
    # Clang cannot read gcc's precompiled headers.
    mkdir -p build/tidy
    sed 's/-Winvalid-pch -include [^ ]*//' build/release/compile_commands.json >build/tidy/compile_commands.json
    # What is not compiled here, as download_absent.cpp, is left out.
    if (($# == 0)); then set -- base core dnn weights ui plugin; fi
    find "$@" -name '*.cpp' | while read -r source; do
      if grep -qF "\"$PWD/$source\"" build/release/compile_commands.json; then echo "$source"; fi
    done | xargs -P "$(nproc)" -n 1 nice "$program" -p build/tidy --quiet --warnings-as-errors='*' 2>&1 |
      sed '/^[0-9]* warnings\? \(generated\|treated\)/d'
    exit
  fi
done
echo "tidy.sh: nothing is checked, as there is no clang-tidy 14 here" >&2
exit 77
