#include "session/files/preset_styles.h"

#include <gtest/gtest.h>

namespace ui {
namespace {

std::vector<StyleUse> two_styles() {
  StyleUse waves, fields;
  waves.picture = {StyleChoice::Kind::kFile, "/home/me/the waves.png", -1};
  fields.picture = {StyleChoice::Kind::kFile, "/home/me/fields.png", -1};
  waves.weight = 0.7;
  waves.place = {Place::Kind::kSelection, -1};
  fields.weight = 0.3;
  fields.scale = 0.5;
  return {waves, fields};
}

TEST(OwnPreset, HasSeveralStylesWithoutTheirPlaces) {
  std::vector<StyleUse> styles = two_styles();
  const presets::Preset preset = presets::make_preset("mine", {}, preset_styles(styles));
  ASSERT_EQ(preset.styles.size(), 2U);
  EXPECT_EQ(style_uses(preset)[0].place, Place());
  EXPECT_TRUE(has_preset_styles(preset, styles));
  styles[1].weight = 0.4;
  EXPECT_FALSE(has_preset_styles(preset, styles));
}

TEST(OwnPreset, HasNoSingleStyleAndNoOpenImage) {
  std::vector<StyleUse> styles = two_styles();
  EXPECT_TRUE(preset_styles({styles.front()}).empty());
  styles[1].picture = {StyleChoice::Kind::kOpenPicture, "", 3};
  EXPECT_TRUE(preset_styles(styles).empty());
  EXPECT_TRUE(has_preset_styles(presets::make_preset("mine", {}), styles)) << "whatever they are";
}

}  // namespace
}  // namespace ui
