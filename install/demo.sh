#!/usr/bin/env bash
# Usage: install/demo.sh [OUT.png]
# Installs the plug-in (setup.sh), then lets GIMP paint tests/data/content-city.png in the manner of
# tests/data/style-starry-night.png, without a window, and leaves the picture in OUT.png
# (default: ./style-transfer-demo.png).
set -euo pipefail

if (($# > 1)) || [[ ${1:-} == -* ]]; then
  sed -n '2,5s/^# //p' "$0" >&2
  exit 2
fi
output=$(realpath -m "${1:-style-transfer-demo.png}")
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [[ ! -w $(dirname "$output") ]]; then
  echo "demo.sh: cannot write to the folder $(dirname "$output"); name a picture elsewhere: demo.sh OUT.png" >&2
  exit 1
fi
"$repository/install/setup.sh"

scheme_string() { # as Script-Fu reads it: "…" with \ and " escaped
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

usual() { # PARAMETER: its default
  "$repository/build/release/plugin/cli/style-transfer" --parameters-markdown |
    sed -n "s/^| \`$1\` | \`\([^\`]*\)\` .*/\1/p"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
photo=$(scheme_string "$repository/tests/data/content-city.png")
painting=$(scheme_string "$repository/tests/data/style-starry-night.png")
picture=$(scheme_string "$work/demo.png")
if command -v gimp-console-2.10 >/dev/null; then
  # GIMP 2 wants every argument.
  gimp=(gimp-console-2.10 -i -b "
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE $photo $photo)))
       (layer (car (gimp-image-get-active-layer image)))
       (painted (car (plug-in-style-transfer RUN-NONINTERACTIVE image layer $painting -1
                 $(usual size) $(usual iterations) $(usual content-weight) $(usual style-weight) \"\"))))
  (file-png-save RUN-NONINTERACTIVE image painted $picture $picture 0 9 0 0 0 0 0)
  (gimp-image-delete image))" -b '(gimp-quit 0)')
else
  gimp=(gimp-console -n -i --batch-interpreter plug-in-script-fu-eval -b "
(script-fu-use-v3)
(let* ((image (gimp-file-load RUN-NONINTERACTIVE $photo)))
  (plug-in-style-transfer #:run-mode RUN-NONINTERACTIVE #:image image #:drawables (gimp-image-get-layers image)
    #:style-file $painting)
  (gimp-file-save RUN-NONINTERACTIVE image $picture)
  (gimp-image-delete image))" --quit)
fi

echo "Painting a city (720×360 px) like Van Gogh's Starry Night in GIMP, by the defaults; this takes a minute or so…"
start=$SECONDS
timeout 3600 "${gimp[@]}" </dev/null >"$work/stdout" 2>"$work/stderr" || true

# GIMP 2.10 exits with 0 whatever happened, so the picture itself is what tells.
if [[ $(head -c 8 "$work/demo.png" 2>/dev/null | tail -c 7 | head -c 3) != PNG ]] ||
  grep -Eq 'execution error|GIMP-Error|crashed' "$work/stderr"; then
  echo "demo.sh: GIMP made no picture. It said:" >&2
  cat "$work/stdout" "$work/stderr" >&2
  exit 1
fi
mv "$work/demo.png" "$output"
echo "The painted picture is $output ($((SECONDS - start)) s)."
