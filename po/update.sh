#!/usr/bin/env bash
# Usage: po/update.sh [--check]
# Writes the template from the sources and takes its changes over into the PO files. With --check it changes nothing,
# and fails where the template is not what the sources say or where a text has no translation.
set -euo pipefail
if (($# > 1)) || [[ ${1:---check} != --check ]]; then
  sed -n '2,4s/^# //p' "$0" >&2
  exit 2
fi
cd "$(dirname "${BASH_SOURCE[0]}")/.."

domain=gimp-style-transfer
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Without line numbers and dates, which would change with every commit. The command line speaks English alone.
template=$folder/$domain.pot
LC_ALL=C find base core dnn weights presets ui plugin -name '*.cpp' -not -path 'plugin/cli/*' | sort |
  xgettext --files-from=- --output="$template" --from-code=UTF-8 \
  --language=C++ --keyword=_ --keyword=N_ --add-comments=Translators --add-location=file --sort-by-file \
  --package-name="$domain"
sed -i -e '/^"POT-Creation-Date:/d' -e '/^# \(SOME\|Copyright\|FIRST\|This file\)/d' "$template"

if (($# == 0)); then
  cp "$template" "po/$domain.pot"
  while read -r language; do
    msgmerge --quiet --no-fuzzy-matching --add-location=file "po/$language.po" "po/$domain.pot" |
      msgattrib --no-obsolete --add-location=file --output-file="po/$language.po"
  done <po/LINGUAS
  exit 0
fi

# Where lines break differs between the versions of gettext.
if ! diff -u <(msgcat --no-wrap "po/$domain.pot") <(msgcat --no-wrap "$template"); then
  echo "update.sh: po/$domain.pot is not what the sources say; run po/update.sh and translate what is new" >&2
  exit 1
fi
while read -r language; do
  msgfmt --check-format --check-domain --check-accelerators=_ -o /dev/null "po/$language.po"
  msgcmp "po/$language.po" "$template" || { echo "update.sh: po/$language.po is not complete" >&2; exit 1; }
done <po/LINGUAS
