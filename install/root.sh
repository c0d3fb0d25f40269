#!/usr/bin/env bash
# Usage: install/root.sh SUITE COMMAND…
# Runs a command as root within a Debian SUITE of its own: bookworm (GIMP 2.10), trixie (3.0) or forky (3.2).
# There this checkout is /source and read-only, but for /source/build, which is build/SUITE here.
# The first call makes that Debian with mmdebstrap, in $STYLE_TRANSFER_ROOTS (default:
# ${XDG_CACHE_HOME:-~/.cache}/gimp-style-transfer-roots); `rm -rf` it to make it anew.
# FRESH=1: in one that has nothing installed yet, and is thrown away afterwards.
# Exit status 77: it cannot be done here, for the reason told; else the command's.
set -euo pipefail

suite=${1:-}
if [[ $suite != bookworm && $suite != trixie && $suite != forky ]] || (($# < 2)); then
  sed -n '2,8s/^# //p' "$0" >&2
  exit 2
fi
shift
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

cannot() {
  echo "root.sh: no Debian $suite here: $1" >&2
  exit 77
}
((EUID == 0)) || cannot "only root can make and enter it"
unshare --mount --pid --fork --propagation private true 2>/dev/null || cannot "mounting is not allowed"

roots=${STYLE_TRANSFER_ROOTS:-${XDG_CACHE_HOME:-$HOME/.cache}/gimp-style-transfer-roots}
base=$roots/$suite.base # as mmdebstrap made it
root=$roots/$suite      # with what was installed since
unfinished=
trap 'if [[ $unfinished ]]; then rm -rf "$unfinished"; fi' EXIT
if [[ ! -d $base ]]; then
  "$source/install/packages.sh" roots || cannot "mmdebstrap cannot be installed"
  mirror=$(awk '$1 == "URIs:" { print $2; exit }
                $1 == "deb" { for (i = 2; i <= NF; ++i) if ($i ~ /^http/) { print $i; exit } }' \
    /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null || true)
  keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  mkdir -p "$roots"
  unfinished=$(mktemp -d "$base.XXXXXX")
  timeout 1800 mmdebstrap --quiet --mode=root --variant=apt --include=ca-certificates --keyring=$keyring \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
    --aptopt='Acquire::Check-Valid-Until "false"' \
    --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/locale/*' \
    "$suite" "$unfinished" "deb [signed-by=$keyring] ${mirror:-http://deb.debian.org/debian} $suite main" ||
    cannot "mmdebstrap failed"
  chmod 755 "$unfinished"
  mv "$unfinished" "$base"
  unfinished=
fi
if [[ ${FRESH:-0} == 1 ]]; then
  unfinished=$(mktemp -d "$roots/$suite.fresh.XXXXXX")
  cp -a --reflink=auto "$base/." "$unfinished"
  root=$unfinished
elif [[ ! -d $root ]]; then
  unfinished=$(mktemp -d "$root.XXXXXX")
  cp -a --reflink=auto "$base/." "$unfinished"
  mv "$unfinished" "$root"
  unfinished=
fi

mkdir -p "$source/build/$suite"
environment=(HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin OMP_WAIT_POLICY=PASSIVE
  STYLE_TRANSFER_IN_ROOT="$suite")
for name in http_proxy https_proxy no_proxy; do
  if [[ -n ${!name:-} ]]; then environment+=("$name=${!name}"); fi
done
# Mounts and processes end with the command.
# shellcheck disable=SC2016
unshare --mount --pid --fork --kill-child --propagation private bash -c '
  set -euo pipefail
  root=$1 source=$2 suite=$3
  shift 3
  mount -t proc proc "$root/proc"
  mount -t sysfs sysfs "$root/sys"
  mount --rbind /dev "$root/dev"
  mkdir -p "$root/source"
  mount --bind "$source" "$root/source"
  mount -o remount,bind,ro "$root/source"
  mount --bind "$source/build/$suite" "$root/source/build"
  cp -L /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
  exec chroot "$root" /usr/bin/env -i -C /source "$@"' \
  bash "$root" "$source" "$suite" "${environment[@]}" "$@"
