#include "presets/preset_files.h"

#include <glib.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "presets/find_preset.h"

namespace presets {
namespace {

namespace fs = std::filesystem;

// A folder of its own, which is also the user's for settings.
class PresetFiles : public testing::Test {
 protected:
  PresetFiles() {
    fs::create_directories(folder_ / "gimp-style-transfer");
    g_setenv("XDG_CONFIG_HOME", folder_.c_str(), TRUE);
  }
  ~PresetFiles() override { fs::remove_all(folder_); }

  std::string file(const char* name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }

  const fs::path folder_ = fs::path(testing::TempDir()) / "presets";
  std::vector<std::string> notes_;
};

std::string why(const std::string& preset) {
  std::vector<std::string> notes;
  try {
    find_preset(preset, notes);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

core::Parameters painted_by(const Preset& preset) { return with_whole_preset(preset, {}); }

TEST_F(PresetFiles, KeepTheUsersOwnWithNamesOfAnyKind) {
  core::Parameters mine;
  mine.seed = 7;
  const PresetStyle style{"/home/me/the \"waves\"; 100%.png", 0.25, 2};
  save_presets({make_preset("[Grün] = 1", mine, {style}), make_preset("b", {})});
  const std::vector<Preset> loaded = load_presets();
  ASSERT_EQ(loaded.size(), 2U);
  EXPECT_EQ(loaded[0].name, "[Grün] = 1");
  EXPECT_EQ(painted_by(loaded[0]).seed, 7);
  ASSERT_EQ(loaded[0].styles.size(), 1U);
  EXPECT_EQ(loaded[0].styles[0].file, style.file);
  EXPECT_EQ(loaded[0].styles[0].weight, 0.25);
}

TEST_F(PresetFiles, GoToOthersWithTheirStylesBesideThem) {
  core::Parameters mine;
  mine.style_weight = 0.1;
  const std::string waves = file("waves.png", "pixels"), exported = folder_ / "mine.json";
  export_preset(make_preset("mine", mine, {{waves, 0.5, 2}}), exported);
  const fs::path elsewhere = folder_ / "elsewhere";
  fs::create_directory(elsewhere);
  fs::copy(exported, elsewhere);
  fs::copy(waves, elsewhere);
  const Preset preset = import_preset(elsewhere / "mine.json", notes_);
  EXPECT_EQ(preset.name, "mine");
  EXPECT_EQ(painted_by(preset).style_weight, 0.1);
  ASSERT_EQ(preset.styles.size(), 1U);
  EXPECT_EQ(preset.styles[0].file, elsewhere / "waves.png");
  EXPECT_EQ(preset.styles[0].scale, 2);
  EXPECT_TRUE(notes_.empty());
}

TEST_F(PresetFiles, WithoutTheirStylesSaySo) {
  const std::string waves = file("waves.png", "pixels"), exported = folder_ / "mine.json";
  export_preset(make_preset("mine", {}, {{waves, 1, 1}}), exported);
  file("waves.png", "another picture");
  EXPECT_TRUE(import_preset(exported, notes_).styles.empty());
  ASSERT_EQ(notes_.size(), 1U);
  EXPECT_NE(notes_[0].find("waves.png"), std::string::npos) << notes_[0];
}

TEST_F(PresetFiles, ThatAreNoneAreRefused) {
  for (const char* text : {"", "[]", "{}", "{\"recipe\":2}", "{\"recipe\":1,\"parameters\":{\"seed\":-1}}"}) {
    EXPECT_NE(why(file("wrong.json", text)).find("wrong.json"), std::string::npos) << text;
  }
  EXPECT_NE(why(folder_ / "nowhere.json").find("nowhere.json cannot be read"), std::string::npos);
  EXPECT_NE(why(folder_).find("presets"), std::string::npos);
  EXPECT_NE(why(file("large.json", std::string(2 << 20, ' '))).find("more than a megabyte"),
            std::string::npos);
}

TEST_F(PresetFiles, AreFoundByNamesThatNeedNoQuotes) {
  core::Parameters mine;
  mine.seed = 3;
  save_presets({make_preset("My Blue Period", mine)});
  for (const char* name : {"Strong brushwork", "strong-brushwork", "STRONG_BRUSHWORK"}) {
    EXPECT_EQ(painted_by(find_preset(name, notes_)).style_weight, 30) << name;
  }
  EXPECT_EQ(painted_by(find_preset("my-blue-period", notes_)).seed, 3);
  EXPECT_EQ(
      why("cubism"),
      "there is no preset “cubism”; there are my-blue-period, balanced, strong-brushwork, keep-the-photo, "
      "fine-detail, quick-look, and files that one was exported to");
}

TEST_F(PresetFiles, WithValuesOfAnotherVersionAreRefusedWhereTheyMustBeWhole) {
  EXPECT_THROW(with_whole_preset({"old", true, {{"shine", "3"}}}, {}), base::Error);
}

}  // namespace
}  // namespace presets
