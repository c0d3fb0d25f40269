# bash completion for style-transfer: options and commands are those that --help lists.
_style_transfer() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=()
  case ${COMP_WORDS[1]} in
    weights | bench) ((COMP_CWORD > 1)) && command=("${COMP_WORDS[1]}") ;;
  esac
  if [[ ${command[0]} == weights && ${COMP_WORDS[2]} == @(info|import|fetch|list) ]] && ((COMP_CWORD > 2)); then
    command+=("${COMP_WORDS[2]}")
  fi
  local help
  help=$("${COMP_WORDS[0]}" "${command[@]}" --help 2>/dev/null)
  if [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(grep -oE -- '--[a-z][a-z-]*' <<<"$help" | sort -u)" -- "$current")
    return
  fi
  # "--optimizer … {adam,lbfgs}"
  local choices
  choices=$(grep -E -- "^ *$previous[ ,]" <<<"$help" | grep -oE '\{[a-z0-9,]+\}' | tr -d '{}' | tr ',' ' ')
  if [[ $previous == --* && -n $choices ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
  elif ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W "weights bench --content --style --output --help" -- "$current")
  elif [[ ${COMP_WORDS[1]} == weights ]] && ((COMP_CWORD == 2)); then
    mapfile -t COMPREPLY < <(compgen -W "list info import fetch" -- "$current")
  else
    compopt -o default
    COMPREPLY=()
  fi
}
complete -F _style_transfer style-transfer
