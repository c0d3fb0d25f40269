#!/usr/bin/env bash
# Usage: install/package.sh build|try
# build  makes the Debian package of this system: build/release/packages/*.deb
# try    as root: installs the package made before, runs both programs, and removes it again
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fail() {
  echo "package.sh: $1" >&2
  exit 1
}

make_package() {
  install/packages.sh build package
  cmake --preset release -DSTYLE_TRANSFER_TESTS=OFF
  cmake --build --preset release -j "$(nproc)"
  rm -rf build/release/packages
  (cd build/release && cpack -G DEB)
  dpkg --info build/release/packages/*.deb
  dpkg --contents build/release/packages/*.deb
  # There is no page about it yet.
  local found
  found=$(appstreamcli validate --no-net install/package/*.metainfo.xml | grep '^[EW]:' | grep -v url-homepage-missing) ||
    true
  [[ -z $found ]] || fail "the AppStream data are not right: $found"
  # Without the package's maintainer in Debian, what concerns him is left aside.
  lintian --suppress-tags initial-upload-closes-no-bugs,bogus-mail-host-in-debian-changelog,bogus-mail-host \
    build/release/packages/*.deb
}

# Files below the folders that packages own, but for what programs keep there for themselves.
files() {
  find /usr /etc -xdev \( -path /usr/share/mime -o -path /usr/share/info -o -name __pycache__ \) -prune \
    -o -type f -print | sort
}

paint_in_gimp() {
  local pictures=/usr/share/gimp-style-transfer/styles
  local photo=$work/photo.png
  cp $pictures/shipwreck.png "$photo"
  if command -v gimp-console-2.10 >/dev/null; then
    timeout 300 gimp-console-2.10 -i -b "(let* ((image (car (gimp-file-load 1 \"$photo\" \"$photo\")))
        (layer (car (gimp-image-get-active-layer image)))
        (new (car (plug-in-style-transfer 1 image layer \"$pictures/scream.png\" -1 96 5 1 10 \"\"))))
      (gimp-file-save 1 image new \"$work/gimp.png\" \"$work/gimp.png\"))" -b '(gimp-quit 0)'
  else
    timeout 300 gimp-console -n -i --batch-interpreter plug-in-script-fu-eval -b "(script-fu-use-v3)
      (let* ((image (gimp-file-load 1 \"$photo\")))
        (plug-in-style-transfer #:run-mode 1 #:image image #:drawables (gimp-image-get-layers image)
          #:style-file \"$pictures/scream.png\" #:size 96 #:iterations 5)
        (gimp-file-save 1 image \"$work/gimp.png\"))" --quit
  fi </dev/null >"$work/gimp.txt" 2>&1 || true
  if [[ ! -s $work/gimp.png ]]; then
    cat "$work/gimp.txt" >&2
    fail "GIMP made no picture with the installed plug-in"
  fi
}

completes() { # WORD PREVIOUS-WORD EXPECTED
  local words=(style-transfer)
  if [[ $2 ]]; then words+=("$2"); fi
  words+=("$1")
  bash -c 'source /usr/share/bash-completion/completions/style-transfer
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _style_transfer && echo " ${COMPREPLY[*]} "' bash "${words[@]}" | grep -q -- " $3 " ||
    fail "the shell does not complete ${words[*]} to $3"
}

try_package() {
  ((EUID == 0)) || fail "only root can install a package"
  local package work
  package=$(realpath build/release/packages/*.deb)
  work=$(mktemp -d)
  export HOME=$work DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # What it depends on stays; the files that it adds itself must go with it.
  apt-get install -y -qq --no-install-recommends gimp ca-certificates >/dev/null
  apt-get satisfy -y -qq --no-install-recommends "$(dpkg-deb --field "$package" Depends)" >/dev/null
  files >"$work/before.txt"
  apt-get install -y -qq --no-install-recommends "$package" >/dev/null

  style-transfer --version
  style-transfer --quiet --content /usr/share/gimp-style-transfer/styles/shipwreck.png \
    --style /usr/share/gimp-style-transfer/styles/scream.png --size 96 --iterations 5 --output "$work/painted.png"
  [[ -s $work/painted.png ]] || fail "the installed program made no picture"
  completes "--optim" "" --optimizer
  completes lb --optimizer lbfgs
  paint_in_gimp

  apt-get remove -y -qq gimp-style-transfer >/dev/null
  files >"$work/after.txt"
  diff "$work/before.txt" "$work/after.txt" || fail "the removed package left files"
  rm -rf "$work"
  echo "installed, run and removed: $(basename "$package")"
}

case ${1:-} in
  build) make_package ;;
  try) try_package ;;
  *)
    sed -n '2,4s/^# //p' "$0" >&2
    exit 2
    ;;
esac
