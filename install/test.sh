#!/usr/bin/env bash
# Usage: install/test.sh [unit|reference|cli|ui|gimp|asan|tsan|tidy|libraries|gimp3|trixie|forky|packages|all|--all]…
# Installs what is needed, builds, and runs the named parts of the tests (default: all).
#   gimp       in this system's GIMPs
#   asan       what reads files or computes, built once more by clang for errors of memory and undefined behaviour
#   tsan       what has threads, built once more for races between them, and without the optional libraries
#   tidy       clang-tidy over all sources; takes seven minutes of processor time, and is not in all
#   libraries  gimp, reference without PyTorch, and of unit and cli what depends most on libraries
#   trixie, forky  unit, reference without PyTorch, cli, ui and gimp in a Debian of its own, which has GIMP 3.0 or 3.2;
#              needs root. gimp3: libraries in trixie
#   packages   makes the Debian packages of three Debians; installs, tries and removes each; needs root
#   all        unit reference cli ui gimp asan tsan gimp3; --all: the same with trixie, and forky and packages
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

parts=()
for part in "${@:-all}"; do
  case $part in
    unit | reference | cli | ui | gimp | asan | tsan | tidy | libraries | gimp3 | trixie | forky | packages) parts+=("$part") ;;
    all) parts+=(unit reference cli ui gimp asan tsan gimp3) ;;
    --all) parts+=(unit reference cli ui gimp asan tsan trixie forky packages) ;;
    *)
      sed -n '2,13s/^# //p' "$0" >&2
      exit 2
      ;;
  esac
done

# Tests run side by side: threads that wait must not spin.
export OMP_WAIT_POLICY=PASSIVE

# Where a root's own tests leave theirs, too: build/SUITE is build there.
report=build/report
export STYLE_TRANSFER_MATRIX=$PWD/build/matrix
rm -rf $report build/matrix
mkdir -p $report
jobs=$(nproc)
times=()
failures=0
left_out=0

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

build() { # PRESET [cmake --build's arguments…]
  # Other Debians' compilers warn of other things, and have less to make fast; gcc's sanitizer of threads warns
  # of what is not there.
  local options=(-DSTYLE_TRANSFER_WERROR=ON)
  if [[ $1 == tsan ]]; then options=(); fi
  # Once: elsewhere it is built without MPI.
  if [[ $1 == release && ! -v STYLE_TRANSFER_IN_ROOT ]]; then options+=(-DSTYLE_TRANSFER_MPI=ON); fi
  # Folders that are read as one compile in half of the time. A build that is there already stays as it is.
  if [[ $1 == release && ! -d build/release ]]; then options+=(-DCMAKE_UNITY_BUILD=ON); fi
  if [[ -v STYLE_TRANSFER_IN_ROOT ]]; then
    options=("-DCMAKE_CXX_FLAGS_RELEASE=-O1 -DNDEBUG" -DCMAKE_UNITY_BUILD=ON)
  fi
  cmake --preset "$1" -DSTYLE_TRANSFER_TESTS=ON "${options[@]}" &&
    "${fixed_addresses[@]}" cmake --build --preset "$@" -j "$jobs"
}

library_targets() {
  local target known=" $(cmake --build --preset release --target help | sed 's/:.*//' | tr '\n' ' ') "
  for target in gimp2-style-transfer gimp3-style-transfer style-transfer catalogues german_locale manual histories \
    unit_dnn unit_gimp reference_test copied_command; do
    if [[ $known == *" $target "* ]]; then echo "$target"; fi
  done
}

run_tests() { # NAME PRESET LABELS [ctest's arguments…]
  local junit=$PWD/$report/$1.xml name=$1 preset=$2 labels=$3
  shift 3
  in_time "$name: tests" "${fixed_addresses[@]}" \
    ctest --preset "$preset" -L "^($labels)\$" "$@" -j "$jobs" --no-tests=error --output-junit "$junit" || failures=1
}

where_it_can() { # NAME COMMAND…: a part that is left out, in words, by exit status 77
  local status=0
  in_time "$@" || status=$?
  if ((status == 77)); then
    left_out=$((left_out + 1))
  elif ((status != 0)); then
    failures=1
  fi
}

in_root() { # NAME SUITE COMMAND…
  local name=$1
  shift
  where_it_can "$name" install/root.sh "$@"
}

lists=(build run test)
if [[ ! -v STYLE_TRANSFER_IN_ROOT ]]; then
  lists+=(mpi)
  for part in unit:style tidy:tidy tidy:clang reference:reference asan:clang; do
    if [[ " ${parts[*]} " == *" ${part%:*} "* ]]; then lists+=("${part#*:}"); fi
  done
fi
in_time "packages" install/packages.sh "${lists[@]}"

# While a root's packages are fetched, the processor can build.
making_root=
if [[ " ${parts[*]} " == *" gimp3 "* ]]; then
  install/root.sh trixie install/packages.sh build run test >$report/trixie-packages.txt 2>&1 &
  making_root=$!
fi

# All at once, so that no part waits for the last test of the one before.
suites=()
together=
for part in "${parts[@]}"; do
  if [[ $part == unit || $part == reference || $part == cli || $part == ui || $part == gimp ]]; then together+="|$part"; fi
done
if [[ $together ]]; then
  in_time "release: build" build release
  run_tests release release "${together#|}"
fi
for part in "${parts[@]}"; do
  case $part in
    gimp3)
      suites+=(trixie)
      wait "$making_root" || true # it is tried again, and then tells what was wrong
      in_root gimp3 trixie install/test.sh libraries
      ;;
    trixie | forky)
      suites+=("$part")
      in_root "$part" "$part" install/test.sh unit reference cli ui gimp
      ;;
    libraries)
      build release --target help >/dev/null
      mapfile -t targets < <(library_targets)
      in_time "libraries: build" build release --target "${targets[@]}"
      # Of the other test programs, which are not built, those of GoogleTest have no labels. Nor is what no library
      # but this program's own decides tried twice.
      run_tests libraries release 'unit|reference|cli|gimp' \
        -E '^(fuzz_|unit_(ui|translations|format|core_rooms|dnn_on_avx2)|cli_(b|faults|int|pa|pl|pre|weights_[br]))'
      ;;
    packages)
      for suite in bookworm trixie forky; do
        in_root "package, build: $suite" "$suite" install/package.sh build
        FRESH=1 in_root "package, try: $suite" "$suite" install/package.sh try
      done
      ;;
    asan)
      in_time "asan: build" build asan --target unit_base unit_dnn unit_weights unit_core unit_gimp unit_pictures \
        replay_{caffe,keras,onnx,pictures,png,pytorch,recipe,safetensors}
      run_tests asan asan unit -E '^unit_(dnn_on_avx2|format)$'
      ;;
    tidy)
      # The headers of protobuf's schemas are made by a build.
      in_time "tidy: build" build clang --target st_weights
      where_it_can tidy tests/tidy.py
      ;;
    tsan)
      in_time "tsan: build" build tsan --target unit_dnn unit_session_threads
      # Without the comparison with plain loops, which are slow there.
      run_tests tsan tsan unit -R '^unit_(dnn|session_threads)' \
        -E '^unit_dnn(_on_avx2|\.Channels/Convolution)'
      ;;
  esac
done

reports=("$report")
matrices=(build/matrix)
for suite in "${suites[@]}"; do
  reports+=("build/$suite/report")
  matrices+=("build/$suite/matrix")
done
if [[ " ${parts[*]} " =~ " "(gimp|gimp3|trixie|forky)" " && ! -v STYLE_TRANSFER_IN_ROOT ]]; then
  echo "=== what passed in which GIMP"
  tests/gimp/matrix.py "${matrices[@]}"
fi
echo "=== times"
printf '%s\n' "${times[@]}" "$(printf '%-18s %4d s' all $SECONDS)"
count() { # ATTRIBUTE: summed over the parts' reports
  find "${reports[@]}" -name '*.xml' -exec cat {} + 2>/dev/null |
    sed -n "s/^[[:space:]]*$1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}
tests=$(count tests) failed=$(count failures) skipped=$(($(count skipped) + $(count disabled)))
echo "$((tests - failed - skipped)) passed, $failed failed, $((skipped + left_out)) skipped"
exit $failures
