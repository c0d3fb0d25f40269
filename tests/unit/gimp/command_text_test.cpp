// That the texts run and paint the same is shown by tests/gimp/test_copied_command.py.
#include "gimp/command_text.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace gimp {
namespace {

PaintCommand command() {
  PaintCommand command{"/in/it's.png"};
  command.styles = {{"/s/a b.png", 0.7, 1}, {"/s/c.png", 0.3, 1}};
  command.parameters.size = 512;
  command.parameters.threads = 3;
  command.parameters.colour = "photo";
  return command;
}

TEST(CopiedCommand, SaysWhatIsNotAsUsualAndNothingOfTheMachine) {
  EXPECT_EQ(shell_command(command()),
            "style-transfer --content '/in/it'\\''s.png' --style '/s/a b.png' --style /s/c.png "
            "--style-weights 0.7,0.3 "
            "--size 512 --colour photo --output '/in/it'\\''s-painted.png'\n");
  for (const std::string& text : {script_fu_2(command()), script_fu_3(command()), python_3(command())}) {
    EXPECT_EQ(text.find("threads"), std::string::npos) << text;
    EXPECT_NE(text.find("/in/it's-painted.png"), std::string::npos) << text;
  }
}

TEST(CopiedCommand, HasBytesThatAreNoTextAsUris) {
  PaintCommand odd = command();
  odd.content = "/in/caf\xE9\n.png";
  EXPECT_NE(shell_command(odd).find("--content $'/in/caf\\351\\012.png'"), std::string::npos)
      << shell_command(odd);
  EXPECT_NE(python_3(odd).find("\"file:///in/caf%E9%0A.png\""), std::string::npos) << python_3(odd);
  EXPECT_THROW(script_fu_2(odd), base::Error);
  EXPECT_THROW(script_fu_3(odd), base::Error);
}

TEST(CopiedCommand, TakesLayersByTheirNames) {
  PaintCommand layered = command();
  layered.content = "/in/photo.xcf";
  layered.layer = "my \"layer\"";
  for (const std::string& text : {script_fu_2(layered), script_fu_3(layered), python_3(layered)}) {
    EXPECT_NE(text.find("\"my \\\"layer\\\"\""), std::string::npos) << text;
  }
  EXPECT_THROW(shell_command(layered), base::Error);
}

TEST(CopiedCommand, HasGimpsOwnTextsForGimpAlone) {
  PaintCommand frozen = command();
  frozen.texts = {{"freeze", "selection"}};
  EXPECT_NE(script_fu_2(frozen).find(" freeze=selection"), std::string::npos);
  EXPECT_NE(script_fu_3(frozen).find(" #:freeze \"selection\""), std::string::npos);
  EXPECT_NE(python_3(frozen).find("config.set_property(\"freeze\", \"selection\")"), std::string::npos);
  EXPECT_THROW(shell_command(frozen), base::Error);
}

}  // namespace
}  // namespace gimp
