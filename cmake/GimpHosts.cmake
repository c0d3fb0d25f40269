# Which plug-ins to build, from STYLE_TRANSFER_GIMP2 and STYLE_TRANSFER_GIMP3: sets build_gimp2 and build_gimp3.
find_package(PkgConfig REQUIRED)

function(choose_gimp_host setting result module)
  if(${setting} STREQUAL AUTO)
    pkg_check_modules(${result} QUIET ${module})
    if(NOT ${result}_FOUND)
      message(STATUS "No plug-in for ${module}: pkg-config does not find it (${setting}=ON insists)")
    endif()
    set(${result} ${${result}_FOUND} PARENT_SCOPE)
  else()
    set(${result} ${${setting}} PARENT_SCOPE)
  endif()
endfunction()

choose_gimp_host(STYLE_TRANSFER_GIMP2 build_gimp2 gimp-2.0>=2.10.30)
choose_gimp_host(STYLE_TRANSFER_GIMP3 build_gimp3 gimpui-3.0>=3.0.4)
