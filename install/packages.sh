#!/usr/bin/env bash
# Usage: install/packages.sh LIST…
# Installs the Debian packages named in install/packages-LIST.txt (build, run, test, mpi, style, tidy, clang, reference,
# roots, package) that are not there yet. With nothing missing it needs neither the network nor rights.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if (($# == 0)); then
  sed -n '2,4s/^# //p' "$0" >&2
  exit 2
fi

is_installed() { [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

# Of "one | other" the first that is installed.
any_installed() {
  local package
  for package in ${1//|/ }; do
    if is_installed "$package"; then return 0; fi
  done
  return 1
}

# Of "one | other" the first that this Debian has.
available() {
  local package
  for package in ${1//|/ }; do
    if [[ -n $(apt-cache madison "$package" 2>/dev/null) ]]; then
      echo "$package"
      return
    fi
  done
  echo "packages.sh: this Debian has none of the packages $1" >&2
  return 1
}

missing=()
for list in "$@"; do
  while read -r packages; do
    any_installed "$packages" || missing+=("$packages")
  done < <(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$here/packages-$list.txt")
done
((${#missing[@]})) || exit 0

as_root=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "packages.sh: these packages are missing, and only root or sudo can install them: ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

"${as_root[@]}" apt-get update -qq
chosen=()
for packages in "${missing[@]}"; do
  package=$(available "$packages")
  chosen+=("$package")
done
echo "Installing ${#chosen[@]} Debian packages: ${chosen[*]}"
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${chosen[@]}"
