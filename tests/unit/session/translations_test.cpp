// What weights, core and ui say reaches the user in German where the dialog is German.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <thread>

#include "base/error.h"
#include "base/translation.h"
#include "core/style_job.h"
#include "sample_pictures.h"
#include "ui/render_thread.h"
#include "weights/open_weights.h"

namespace ui {
namespace {

namespace fs = std::filesystem;

class Translations : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(std::setlocale(LC_ALL, "de_DE.UTF-8"), nullptr) << "$LOCPATH does not lead to it";
    bindtextdomain(base::kTextDomain, CATALOGUES);
    bind_textdomain_codeset(base::kTextDomain, "UTF-8");
  }
  void TearDown() override { std::setlocale(LC_ALL, "C"); }
};

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// What is said of a weight file with these bytes, without its name; empty where nothing is wrong.
std::string refusal(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
  try {
    weights::open_weights({path.string()});
  } catch (const base::Error& error) {
    const std::string name = path.string() + ": ";
    EXPECT_EQ(std::string(error.what()).rfind(name, 0), 0u) << error.what();
    return std::string(error.what()).substr(name.size());
  }
  return "";
}

std::string error_of_painting(core::Image content, core::Parameters parameters) {
  RenderTask task;
  task.content = std::move(content);
  task.styles = core::as_styles({test::waves(64, 64, 9)});
  task.parameters = std::move(parameters);
  RenderThread thread(std::move(task));
  while (!thread.poll().finished) std::this_thread::yield();
  try {
    thread.take_result();
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

TEST_F(Translations, ReachWhatTheReadersSayOfDamagedFiles) {
  // Words that German has not; what is quoted or in brackets comes from the file or from a library.
  const std::regex english(R"(\b(the|and|of|is|its|has|are|this|that|which|where|file|damaged)\b)");
  const std::regex foreign(R"("[^"]*"|\([^)]*\))");
  const fs::path folder = fs::path(testing::TempDir()) / ("translations-" + std::to_string(getpid()));
  fs::create_directories(folder);
  std::set<std::string> sentences;
  for (const auto& entry : fs::directory_iterator(TEST_DATA_DIR "/weights")) {
    const std::string whole = bytes_of(entry.path());
    const fs::path damaged = folder / entry.path().filename();
    constexpr std::size_t kPlaces = 24;  // most of them near the start, where readers read most
    for (std::size_t i = 0; i < kPlaces; ++i) {
      const std::size_t place = std::min<std::size_t>(i * i * i * 3, whole.size() * i / kPlaces);
      std::string flipped = whole;
      flipped[place] ^= 0x55;
      for (const std::string& bytes : {whole.substr(0, place), flipped}) {
        const std::string said = refusal(damaged, bytes);
        EXPECT_FALSE(std::regex_search(std::regex_replace(said, foreign, ""), english)) << said;
        sentences.insert(said);
      }
    }
  }
  fs::remove_all(folder);
  EXPECT_GT(sentences.size(), 20u) << "few kinds of damage were found";
  EXPECT_EQ(sentences.count("die Datei ist leer; nötig ist eine Datei mit den Gewichten eines VGG"), 1u);
}

TEST_F(Translations, ReachErrorsOfARenderThread) {
  core::Parameters parameters = test::quick_parameters();
  parameters.content_layers = "relu4_1";
  parameters.normalization = "none";  // else the picture gets margins that are large enough
  EXPECT_EQ(error_of_painting(test::waves(40, 4, 9), parameters),
            "das Inhaltsbild hat 40×4 px; die Schicht relu4_1 braucht mindestens 8×8 px");
  parameters.content_layers = "relu4_1:11";
  EXPECT_EQ(
      error_of_painting(test::waves(40, 40, 9), parameters),
      "content-layers „relu4_1:11“: das Gewicht „11“ von relu4_1 ist keine Zahl von 1 bis 10; richtig ist "
      "zum Beispiel relu1_1,relu2_1:2");
}

TEST(UntranslatedText, IsEnglishWhereNoLocaleIsSet) {
  std::setlocale(LC_ALL, "C");
  setenv("LANGUAGE", "de", 1);
  bindtextdomain(base::kTextDomain, CATALOGUES);
  EXPECT_STREQ(_("the style picture has no pixels"), "the style picture has no pixels");
  unsetenv("LANGUAGE");
}

}  // namespace
}  // namespace ui
