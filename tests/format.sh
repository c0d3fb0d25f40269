#!/usr/bin/env bash
# Usage: tests/format.sh [--check]
# Formats all C++ files as .clang-format says. With --check it changes nothing, and fails where a file is not formatted.
# Exit status 77: there is no clang-format 14; other versions format otherwise.
set -euo pipefail
if (($# > 1)) || [[ ${1:---check} != --check ]]; then
  sed -n '2,4s/^# //p' "$0" >&2
  exit 2
fi
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for program in clang-format-14 clang-format; do
  if [[ $("$program" --version 2>/dev/null) == *" version 14."* ]]; then
    how=(-i)
    if (($#)); then how=(--dry-run --Werror); fi
    find base core dnn weights presets ui plugin tests '(' -name '*.cpp' -o -name '*.h' ')' -print0 |
      xargs -0 "$program" "${how[@]}"
    exit
  fi
done
echo "format.sh: nothing is formatted or checked, as there is no clang-format 14 here" >&2
exit 77
