#include "core/assignments.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace core {
namespace {

TEST(Assignments, AreReadBackAsWritten) {
  for (const char* value : {"3", "a b", "", "\"", "a\\", " \"a\\\\b\" ", "=", "two\nlines", "per%cent"}) {
    const Assignments read = read_assignments("x=1 name=" + assignment_value(value) + " y=2");
    ASSERT_EQ(read.size(), 3U) << value;
    EXPECT_EQ(read[1], (std::pair<std::string, std::string>("name", value)));
  }
}

TEST(Assignments, ThatAreNoneAreQuoted) {
  for (const char* text : {"seed", "seed =3", "a=\"b", "a=\"b\"c=3"}) {
    EXPECT_THROW(read_assignments(text), base::Error) << text;
  }
}

}  // namespace
}  // namespace core
