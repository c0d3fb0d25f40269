#include "core/parameters.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "base/error.h"

namespace {

using core::Parameters;

std::string message_of(const std::string& name, const std::string& value) {
  Parameters parameters;
  try {
    core::set_parameter(parameters, name, value);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Parameters, AreReadFromText) {
  Parameters parameters;
  core::set_parameters(parameters,
                       "optimizer=lbfgs  seed=3\tstyle-weight=1e4 content-layers=\"relu3_1, relu4_1\"");
  EXPECT_EQ(parameters.optimizer, "lbfgs");
  EXPECT_EQ(parameters.seed, 3);
  EXPECT_EQ(parameters.style_weight, 1e4);
  EXPECT_EQ(parameters.content_layers, "relu3_1, relu4_1");
}

TEST(Parameters, RefuseWhatIsOutOfRangeOrNoNumberInWords) {
  EXPECT_EQ(message_of("size", "-1"), "size must be a whole number from 0 to 16384 px, not \"-1\"");
  for (const char* bad :
       {"", "nan", "inf", "12px", "1e3", "0x40", " 64", "99999999999999999999", "-64", "64.5"}) {
    EXPECT_NE(message_of("size", bad).find("size must be a whole number"), std::string::npos) << bad;
  }
  for (const char* bad : {"", "nan", "-nan", "inf", "-1", "1e400", "1,5", "much"}) {
    EXPECT_NE(message_of("style-weight", bad).find("style-weight must be a number"), std::string::npos)
        << bad;
  }
  EXPECT_EQ(message_of("optimizer", "sgd"), "optimizer must be one of adam, lbfgs, not \"sgd\"");
  EXPECT_NE(message_of("flavour", "sweet").find("there is no parameter \"flavour\""), std::string::npos);
}

TEST(Parameters, StayAsTheyWereWhereOneAssignmentIsWrong) {
  Parameters parameters;
  EXPECT_THROW(core::set_parameters(parameters, "seed=7 iterations=none"), base::Error);
  EXPECT_THROW(core::set_parameters(parameters, "seed=7 iterations"), base::Error);
  EXPECT_THROW(core::set_parameters(parameters, "seed=7 weights=\"open"), base::Error);
  EXPECT_EQ(parameters.seed, Parameters().seed);
}

TEST(Parameters, SetDirectlyAreCheckedToo) {
  Parameters parameters;
  EXPECT_NO_THROW(core::check_parameters(parameters));
  parameters.content_weight = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(core::check_parameters(parameters), base::Error);
  parameters = {};
  parameters.pooling = "median";
  EXPECT_THROW(core::check_parameters(parameters), base::Error);
}

TEST(ParameterTable, HoldsGoodDefaultsUniqueNamesAndBlurbs) {
  std::set<std::string> names;
  for (const core::ParameterRow& row : core::parameter_table()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_GT(std::string(row.blurb).size(), 10u) << row.name;
    Parameters parameters;
    const std::string text = core::parameter_text(parameters, row);
    EXPECT_NO_THROW(core::set_parameter(parameters, row.name, text)) << row.name;
    EXPECT_EQ(core::parameter_text(parameters, row), text);
  }
}

TEST(ParameterTable, IsWrittenAsMarkdownRowByRow) {
  const std::string markdown = core::parameter_markdown();
  for (const core::ParameterRow& row : core::parameter_table()) {
    EXPECT_NE(markdown.find(std::string("| `") + row.name + "` |"), std::string::npos) << row.name;
  }
}

}  // namespace
