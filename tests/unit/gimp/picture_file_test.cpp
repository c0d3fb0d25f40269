#include "gimp/picture_file.h"

#include <glib.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace gimp {
namespace {

TEST(LocalPath, TakesWhatPeopleAndScriptsGive) {
  EXPECT_EQ(local_path("/a/b c.png"), "/a/b c.png");
  EXPECT_EQ(local_path("b.png"), "b.png");
  EXPECT_EQ(local_path("~/b.png"), std::string(g_get_home_dir()) + "/b.png");
  EXPECT_EQ(local_path("~b.png"), "~b.png");
  EXPECT_EQ(local_path("file:///a/b%20c.png"), "/a/b c.png");
  EXPECT_EQ(local_path("file://localhost/a.png"), "/a.png");
  EXPECT_THROW(local_path("file://elsewhere/b.png"), base::Error);
  EXPECT_THROW(local_path("file:b"), base::Error);
}

}  // namespace
}  // namespace gimp
