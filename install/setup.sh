#!/usr/bin/env bash
# Usage: install/setup.sh
# Installs what is needed, builds, and installs the plug-in into the current user's GIMP 2.10 folder:
# $GIMP2_DIRECTORY, or else ${XDG_CONFIG_HOME:-~/.config}/GIMP/2.10. Running it again updates the plug-in.
# Its sample styles and translations go to ${XDG_DATA_HOME:-~/.local/share}.
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

# GIMP makes its folder itself, and takes over an older version's settings, only while there is none.
gimp_folder=${GIMP2_DIRECTORY:-${XDG_CONFIG_HOME:-$HOME/.config}/GIMP/2.10}
if [[ ! -d $gimp_folder ]]; then
  timeout 300 gimp-console-2.10 -i -b '(gimp-quit 0)' </dev/null >/dev/null 2>&1 || true
fi

# GIMP 2.10 finds a plug-in only in a folder of the same name.
name=plug-in-style-transfer
install -D "build/release/plugin/gimp2/$name" "$gimp_folder/plug-ins/$name/$name"
# The sample styles and the translations.
data_folder=${XDG_DATA_HOME:-$HOME/.local/share}
mkdir -p "$data_folder"
cp -R build/release/share/. "$data_folder/"
echo "The plug-in is installed: $gimp_folder/plug-ins/$name"
echo "In GIMP: Filters > Artistic > Style Transfer…"
echo "The command line program is $PWD/build/release/plugin/cli/style-transfer"
