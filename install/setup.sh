#!/usr/bin/env bash
# Usage: install/setup.sh
# Installs what is needed, builds, and installs the plug-in into the current user's GIMP folder, be it 2.10 or 3:
# $GIMP2_DIRECTORY or $GIMP3_DIRECTORY, or else ${XDG_CONFIG_HOME:-~/.config}/GIMP/VERSION.
# Its weights, sample styles and translations go to ${XDG_DATA_HOME:-~/.local/share}. Running it again updates all.
# For all users: cmake --install build/release --prefix /usr (or where GIMP is).
set -euo pipefail

if (($#)); then
  sed -n '2,6s/^# //p' "$0" >&2
  exit 2
fi
cd "$(dirname "${BASH_SOURCE[0]}")/.."

install/packages.sh build run
cmake --preset release -DSTYLE_TRANSFER_TESTS=OFF
cmake --build --preset release

# GIMP finds a plug-in only in a folder of the same name.
name=plug-in-style-transfer
into_gimp() { # PLUG-IN GIMP-FOLDER COMMAND…: GIMP makes its folder itself, and only while there is none
  local plug_in=$1 folder=$2
  shift 2
  if [[ ! -d $folder ]]; then timeout 300 "$@" </dev/null >/dev/null 2>&1 || true; fi
  install -D "$plug_in" "$folder/plug-ins/$name/$name"
  echo "The plug-in is installed: $folder/plug-ins/$name"
}

config=${XDG_CONFIG_HOME:-$HOME/.config}/GIMP
if [[ -x build/release/plugin/gimp2/$name ]]; then
  into_gimp "build/release/plugin/gimp2/$name" "${GIMP2_DIRECTORY:-$config/2.10}" \
    gimp-console-2.10 -i -b '(gimp-quit 0)'
fi
if [[ -x build/release/plugin/gimp3/$name ]]; then
  version=$(pkg-config --modversion gimp-3.0 | cut -d. -f1,2) # the folder of GIMP 3.2 is 3.2
  into_gimp "build/release/plugin/gimp3/$name" "${GIMP3_DIRECTORY:-$config/$version}" \
    gimp-console -n -i --batch-interpreter plug-in-script-fu-eval -b '()' --quit
fi
# The weights, the sample styles and the translations; a program that has an old file open keeps that.
data_folder=${XDG_DATA_HOME:-$HOME/.local/share}
mkdir -p "$data_folder"
cp -R --remove-destination build/release/share/. "$data_folder/"
echo "In GIMP: Filters > Artistic > Style Transfer…"
echo "The command line program is $PWD/build/release/plugin/cli/style-transfer"
