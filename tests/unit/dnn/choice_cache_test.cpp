#include "choice_cache.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "dnn/network.h"
#include "sample_networks.h"

namespace {

namespace fs = std::filesystem;
using dnn::ChoiceCache;

class Choices : public testing::Test {
 protected:
  Choices() {
    folder_ = fs::temp_directory_path() / ("choices-" + std::to_string(getpid()));
    fs::remove_all(folder_);
  }
  ~Choices() override { fs::remove_all(folder_); }

  fs::path file() const { return folder_ / "convolutions.json"; }
  std::string content() const {
    std::ostringstream text;
    text << std::ifstream(file()).rdbuf();
    return text.str();
  }
  void write(const std::string& text) const {
    fs::create_directories(folder_);
    std::ofstream(file()) << text;
  }
  std::vector<std::string> methods(const fs::path& folder) const {
    dnn::Engine engine(dnn::EngineSettings{2, dnn::Precision::kFloat32, folder});
    const dnn::Network network(engine, description_, 24, 24, {"relu2_1"});
    std::vector<std::string> methods;
    for (const dnn::LayerTime& layer : network.layer_times()) methods.push_back(layer.method);
    return methods;
  }
  // What a run of the engine leaves in the file, and that it chooses that again.
  void expect_measured_anew() const {
    const std::vector<std::string> first = methods(folder_);
    const std::string kept = content();
    EXPECT_NE(kept.find("f32 16-32 32"), std::string::npos) << kept;
    EXPECT_NE(kept.find("f32 32-32 16"), std::string::npos) << kept;
    EXPECT_EQ(methods(folder_), first);
    EXPECT_EQ(content(), kept);
  }

  fs::path folder_;
  std::shared_ptr<const dnn::NetworkDescription> description_ = plain::chain({16, 32, 0, 32});
};

TEST_F(Choices, AreThereForTheNextRun) {
  ChoiceCache cache(folder_, "a machine");
  EXPECT_TRUE(cache.lasting());
  cache.remember("f32 64-64 32", "winograd");
  EXPECT_TRUE(cache.save());
  EXPECT_EQ(ChoiceCache(folder_, "a machine").find("f32 64-64 32"), "winograd");
  EXPECT_EQ(ChoiceCache(folder_, "a machine").find("f32 64-64 16"), std::nullopt);
}

TEST_F(Choices, OfAnotherProcessorAreNotTakenAndNotLost) {
  ChoiceCache here(folder_, "one"), there(folder_, "two");
  here.remember("f32 64-64 32", "winograd");
  there.remember("f32 64-64 32", "direct");
  EXPECT_TRUE(here.save());
  EXPECT_TRUE(there.save());
  EXPECT_EQ(ChoiceCache(folder_, "one").find("f32 64-64 32"), "winograd");
  EXPECT_EQ(ChoiceCache(folder_, "two").find("f32 64-64 32"), "direct");
  EXPECT_EQ(ChoiceCache(folder_, "three").find("f32 64-64 32"), std::nullopt);
}

TEST_F(Choices, AreMeasuredOnceAndKept) { expect_measured_anew(); }

TEST_F(Choices, InABrokenFileAreMeasuredAnew) {
  for (const char* broken :
       {"", "{", "[]", "null", "\xFF\xFE", R"({"format":1})", R"({"format":1,"machines":[]})",
        R"({"format":1,"machines":{"a":[1],"b":{"c":2}}})", R"({"format":99,"machines":{}})"}) {
    SCOPED_TRACE(broken);
    write(broken);
    expect_measured_anew();
  }
  write(std::string(5000, '['));
  expect_measured_anew();
}

TEST_F(Choices, ThatDoNotSuitAreMeasuredAnew) {
  methods(folder_);
  std::string kept = content();
  for (std::size_t at = 0; (at = kept.find("\": \"", at)) != std::string::npos; at += 4) {
    const std::size_t end = kept.find('"', at + 4);
    kept.replace(at + 4, end - at - 4, "patches");
  }
  write(kept);
  for (const std::string& method : methods(folder_)) EXPECT_NE(method, "");
  EXPECT_EQ(content().find("\"patches\""), std::string::npos) << content();
}

TEST_F(Choices, AreMadeByRuleWhereNothingCanBeKept) {
  const std::vector<std::string> by_rule = methods({});
  EXPECT_EQ(by_rule, (std::vector<std::string>{"patches", "winograd", "pooling", "winograd"}));
  // A file where the folder should be: not even root can write below it.
  std::ofstream(folder_.string()) << "in the way";
  EXPECT_EQ(methods(folder_), by_rule);
  EXPECT_FALSE(ChoiceCache(folder_, "a machine").lasting());
}

TEST_F(Choices, LeaveNoOtherFiles) {
  methods(folder_);
  int files = 0;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    ++files;
    EXPECT_EQ(entry.path(), file());
  }
  EXPECT_EQ(files, 1);
}

}  // namespace
