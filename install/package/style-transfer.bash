# bash completion for style-transfer: options, their choices and commands as --help lists them.
_style_transfer() {
  local program=${COMP_WORDS[0]} current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local command=() words choices help
  if ((COMP_CWORD > 1)) && [[ ${COMP_WORDS[1]} == @(weights|bench|recipe|video) ]]; then
    command=("${COMP_WORDS[1]}")
    if ((COMP_CWORD > 2)) && [[ ${COMP_WORDS[2]} == @(list|info|import|fetch) ]]; then
      command+=("${COMP_WORDS[2]}")
    fi
  fi
  help=$("$program" "${command[@]}" --help 2>/dev/null)
  if [[ $current == -* ]]; then
    words=$(grep -oE -- '--[a-z][a-z-]*' <<<"$help")
  elif ((COMP_CWORD == 1)); then
    words="weights bench recipe video"
  elif ((COMP_CWORD == 2)) && [[ $previous == weights ]]; then
    words="list info import fetch"
  else
    # "--optimizer adam|lbfgs"
    choices=$(sed -n "s/^ *$previous \([a-z0-9]*|[a-z0-9|]*\) .*/\1/p" <<<"$help")
    words=${choices//|/ }
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o default -F _style_transfer style-transfer
