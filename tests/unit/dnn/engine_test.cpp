#include "dnn/engine.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/error.h"

namespace {

TEST(Engine, UsesAsManyThreadsAsItIsTold) {
  for (const int threads : {1, 2, 5}) {
    const dnn::Engine engine(threads);
    EXPECT_EQ(engine.threads(), threads);
    EXPECT_NE(engine.description().find(", " + std::to_string(threads) + " thread"), std::string::npos)
        << engine.description();
  }
}

TEST(Engine, UsesAtLeastOneThreadWhereNoneIsNamed) {
  EXPECT_GE(dnn::Engine().threads(), 1);
  EXPECT_LE(dnn::Engine().threads(), static_cast<int>(std::thread::hardware_concurrency()));
}

TEST(Engine, RefusesLessThanNoThreads) { EXPECT_THROW(dnn::Engine(-1), base::Error); }

TEST(Engine, NamesOneDnnAndItsVersion) {
  const std::string description = dnn::Engine(1).description();
  EXPECT_EQ(description.rfind("oneDNN ", 0), 0u) << description;
  EXPECT_NE(description.find('.'), std::string::npos) << description;
}

}  // namespace
