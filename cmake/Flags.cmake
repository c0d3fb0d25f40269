# st_flags: what everything here is compiled with. st_base hands it on to all that see base; the few targets that do not
# link it themselves.
add_library(st_flags INTERFACE)
target_compile_features(st_flags INTERFACE cxx_std_17)
target_compile_options(st_flags INTERFACE -Wall -Wextra $<$<BOOL:${STYLE_TRANSFER_WERROR}>:-Werror>)
# Fused multiply-add would make the same sum differ between machines; where it pays, the code asks for it.
target_compile_options(st_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-ffp-contract=off>)
# Of sources that another file includes gcc takes unnamed namespaces for a header's.
if(CMAKE_UNITY_BUILD)
  target_compile_options(st_flags INTERFACE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-subobject-linkage>)
endif()
if(STYLE_TRANSFER_SANITIZE)
  target_compile_options(st_flags INTERFACE -fsanitize=${STYLE_TRANSFER_SANITIZE} -fno-sanitize-recover=all
                                            -fno-omit-frame-pointer)
  target_link_options(st_flags INTERFACE -fsanitize=${STYLE_TRANSFER_SANITIZE})
  # The kernels for one instruction set instead of all, which would take half of the build's time. The presets keep
  # oneDNN to the same.
  if(CMAKE_SYSTEM_PROCESSOR STREQUAL x86_64)
    target_compile_options(st_flags INTERFACE -march=x86-64-v3 -maes -mpclmul)
    target_compile_definitions(st_flags INTERFACE HWY_COMPILE_ONLY_STATIC)
  endif()
endif()

# The standard library's headers that most of a target's sources include are read once. A source still includes what it
# uses: the preset clang builds without.
function(precompile_standard_headers target)
  target_precompile_headers(${target} PRIVATE <algorithm> <cmath> <cstddef> <cstdint> <fstream> <functional>
                                              <memory> <optional> <string> <utility> <vector> ${ARGN})
endfunction()

# Of a target with one folder. Where that is read as one, nothing is left to win.
function(precompile_headers_of_one_folder target)
  if(NOT CMAKE_UNITY_BUILD)
    target_precompile_headers(${target} PRIVATE ${ARGN})
  endif()
endfunction()

# With CMAKE_UNITY_BUILD, which saves the tests' builds most of their time, the sources of a folder are read as one, as
# tests/tidy.py does; but for those that have a UNITY_GROUP already, since a header that they share costs more than they
# do. A kernel includes itself, once for each instruction set, and stays alone.
function(read_folders_as_one target)
  get_target_property(sources ${target} SOURCES)
  get_target_property(top ${target} SOURCE_DIR)
  list(FILTER sources INCLUDE REGEX "\\.(cpp|cc)$")
  list(FILTER sources EXCLUDE REGEX "_kernel\\.cpp$")
  foreach(source IN LISTS sources)
    get_filename_component(source "${source}" ABSOLUTE BASE_DIR "${top}")
    get_filename_component(folder "${source}" DIRECTORY)
    get_source_file_property(group "${source}" TARGET_DIRECTORY ${target} UNITY_GROUP)
    if(NOT group)
      string(MAKE_C_IDENTIFIER "${folder}" group)
      set_source_files_properties("${source}" TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${group})
    endif()
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
endfunction()
