# Read by ctest: a test for each suite of the GoogleTest ${program}, with ${labels} and ${environment}.
get_filename_component(name ${program} NAME)
if(NOT EXISTS ${program})
  add_test(${name}_NOT_BUILT ${name}_NOT_BUILT)  # fails, but has no label: a build of some targets is tested by labels
  return()
endif()
execute_process(COMMAND ${program} --gtest_list_tests OUTPUT_VARIABLE tests RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${program} --gtest_list_tests: ${status}\n${tests}")
endif()
# A suite stands at the beginning of a line and ends with a full stop; its tests are indented.
string(REGEX MATCHALL "\n[^ \n]+\\." suites "\n${tests}")
foreach(suite IN LISTS suites)
  string(REGEX REPLACE "^\n|\\.$" "" suite "${suite}")
  add_test(${name}.${suite} ${program} --gtest_filter=${suite}.* --gtest_brief=1)
  set_tests_properties(${name}.${suite} PROPERTIES LABELS "${labels}" ENVIRONMENT "${environment}")
  if(suite MATCHES "^(All/WholeObjective|Channels/Convolution|OddSizes/Methods|PreviewWorker|RandomWeights)$")
    # The longest first, so that none is left alone at the end.
    set_tests_properties(${name}.${suite} PROPERTIES COST 20)
  endif()
endforeach()
