# st_flags: what everything here is compiled with. st_base hands it on to all that see base; the few targets that do not
# link it themselves.
add_library(st_flags INTERFACE)
target_compile_features(st_flags INTERFACE cxx_std_17)
target_compile_options(st_flags INTERFACE -Wall -Wextra $<$<BOOL:${STYLE_TRANSFER_WERROR}>:-Werror>)
# Fused multiply-add would make the same sum differ between machines; where it pays, the code asks for it.
target_compile_options(st_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-ffp-contract=off>)
if(STYLE_TRANSFER_SANITIZE)
  target_compile_options(st_flags INTERFACE -fsanitize=${STYLE_TRANSFER_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(st_flags INTERFACE -fsanitize=${STYLE_TRANSFER_SANITIZE})
endif()
