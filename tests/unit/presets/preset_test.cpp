#include "presets/preset.h"

#include <gtest/gtest.h>

namespace presets {
namespace {

TEST(ShippedPresets, DifferFromEachOtherAndHaveOnlyGoodValues) {
  const std::vector<Preset> presets = shipped_presets();
  for (const Preset& preset : presets) {
    std::vector<std::string> notes;
    const core::Parameters painted = with_preset(preset, {}, notes);
    EXPECT_TRUE(notes.empty()) << preset.name << ": " << notes.front();
    for (const Preset& other : presets) {
      EXPECT_EQ(&preset == &other, core::same_parameters(painted, with_preset(other, {}, notes)))
          << preset.name << other.name;
    }
  }
}

TEST(ShippedPresets, UndoEachOther) {
  std::vector<std::string> notes;
  core::Parameters parameters;
  for (const Preset& preset : shipped_presets()) parameters = with_preset(preset, parameters, notes);
  parameters.size = 0;
  EXPECT_TRUE(
      core::same_parameters(with_preset(shipped_presets().front(), parameters, notes), core::Parameters()));
}

TEST(ShippedPresets, LeaveWeightsAlone_AndTheSizeButForAQuickLook) {
  core::Parameters mine;
  mine.weights = "vgg19";
  mine.size = 2048;
  mine.threads = 3;
  std::vector<std::string> notes;
  for (const Preset& preset : shipped_presets()) {
    const core::Parameters painted = with_preset(preset, mine, notes);
    EXPECT_EQ(painted.weights, "vgg19");
    EXPECT_EQ(painted.size, preset.name == "Quick look" ? 512 : 2048);
    EXPECT_EQ(painted.threads, 3);
  }
}

TEST(OwnPreset, HasEverythingButTheMachine) {
  core::Parameters mine;
  mine.weights = "my weights.pth";
  mine.style_weight = 1.0 / 3;
  mine.iterations = 7;
  mine.threads = 3;
  std::vector<std::string> notes;
  core::Parameters painted = with_preset(make_preset("mine", mine), {}, notes);
  EXPECT_EQ(painted.threads, 0);
  painted.threads = 3;
  EXPECT_TRUE(core::same_parameters(painted, mine));
}

TEST(Preset, LeavesOutWhatIsUnknownOrOutOfRangeAndSaysSo) {
  const Preset preset{"old", true, {{"shine", "3"}, {"iterations", "0"}, {"seed", "4"}}};
  std::vector<std::string> notes;
  core::Parameters expected;
  expected.seed = 4;
  EXPECT_TRUE(core::same_parameters(with_preset(preset, {}, notes), expected));
  ASSERT_EQ(notes.size(), 2U);
  EXPECT_NE(notes[0].find("shine"), std::string::npos) << notes[0];
  EXPECT_NE(notes[1].find("iterations"), std::string::npos) << notes[1];
}

}  // namespace
}  // namespace presets
