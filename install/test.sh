#!/usr/bin/env bash
# Usage: install/test.sh [unit|reference|cli|ui|gimp|asan|tsan|all]…
# Installs what is needed, builds, and runs the named parts of the tests (default: all).
# asan and tsan build once more with that sanitizer, and run the unit and cli tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

parts=()
for part in "${@:-all}"; do
  case $part in
    unit | reference | cli | ui | gimp | asan | tsan) parts+=("$part") ;;
    all) parts+=(unit reference cli ui gimp asan tsan) ;;
    *)
      sed -n '2,4s/^# //p' "$0" >&2
      exit 2
      ;;
  esac
done

# Tests run side by side: threads that wait must not spin.
export OMP_WAIT_POLICY=PASSIVE

report=$(mktemp -d)
trap 'rm -rf "$report"' EXIT
jobs=$(nproc)
times=()
failures=0

# A sanitizer wants its own place in memory; thread's does not find it under wide address randomisation.
fixed_addresses=()
if setarch -R true 2>/dev/null; then fixed_addresses=(setarch -R); fi

in_time() { # NAME COMMAND…: runs it, keeps its time for the table at the end
  local name=$1 start=$SECONDS status=0
  shift
  echo "=== $name"
  "$@" || status=$?
  times+=("$(printf '%-18s %4d s' "$name" $((SECONDS - start)))")
  return $status
}

build() { # PRESET
  cmake --preset "$1" -DSTYLE_TRANSFER_TESTS=ON && "${fixed_addresses[@]}" cmake --build --preset "$1" -j "$jobs"
}

run_tests() { # NAME PRESET LABELS
  local junit=$report/$1.xml
  in_time "$1: tests" "${fixed_addresses[@]}" \
    ctest --preset "$2" -L "^($3)\$" -j "$jobs" --no-tests=error --output-junit "$junit" || failures=1
}

built=()
in_time "packages" install/packages.sh build run test
for part in "${parts[@]}"; do
  case $part in
    asan | tsan) preset=$part labels='unit|cli' ;;
    *) preset=release labels=$part ;;
  esac
  if [[ " ${built[*]} " != *" $preset "* ]]; then
    in_time "$preset: build" build "$preset"
    built+=("$preset")
  fi
  run_tests "$part" "$preset" "$labels"
done

echo "=== times"
printf '%s\n' "${times[@]}" "$(printf '%-18s %4d s' all $SECONDS)"
count() { # ATTRIBUTE: summed over the parts' reports
  cat "$report"/*.xml | sed -n "s/^[[:space:]]*$1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}
tests=$(count tests) failed=$(count failures) skipped=$(($(count skipped) + $(count disabled)))
echo "$((tests - failed - skipped)) passed, $failed failed, $skipped skipped"
exit $failures
