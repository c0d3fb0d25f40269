// A team of threads: what plugin/mpi does with processes.
#include "core/team.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "base/error.h"
#include "core/painter.h"
#include "core/serve.h"
#include "sample_job.h"
#include "team/team_run.h"

namespace {

using core::Image;
using core::Parameters;
using test::quick;
using test::waves;

// Carries messages between threads.
class Office {
 public:
  explicit Office(int size) : size_(size) {}

  int size() const { return size_; }

  void put(int from, int to, const void* data, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    const char* const first = static_cast<const char*>(data);
    messages_[{from, to}].emplace_back(first, first + bytes);
    changed_.notify_all();
  }
  void take(int from, int to, void* data, std::size_t bytes) {
    std::unique_lock lock(mutex_);
    std::deque<std::vector<char>>& messages = messages_[{from, to}];
    changed_.wait(lock, [&] { return !messages.empty(); });
    ASSERT_EQ(messages.front().size(), bytes);
    std::copy(messages.front().begin(), messages.front().end(), static_cast<char*>(data));
    messages.pop_front();
  }
  int greatest(int value) {
    std::unique_lock lock(mutex_);
    const int round = round_;
    votes_.push_back(value);
    if (static_cast<int>(votes_.size()) == size_) {
      greatest_ = *std::max_element(votes_.begin(), votes_.end());
      votes_.clear();
      ++round_;
      changed_.notify_all();
    }
    changed_.wait(lock, [&] { return round != round_; });
    return greatest_;
  }

 private:
  int size_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::pair<int, int>, std::deque<std::vector<char>>> messages_;
  std::vector<int> votes_;
  int round_ = 0;
  int greatest_ = 0;
};

class ThreadTeam : public core::Team {
 public:
  ThreadTeam(Office& office, int rank) : office_(office), rank_(rank) {}

  int rank() const override { return rank_; }
  int size() const override { return office_.size(); }
  void send(int to, const void* data, std::size_t bytes) override { office_.put(rank_, to, data, bytes); }
  void receive(int from, void* data, std::size_t bytes) override { office_.take(from, rank_, data, bytes); }
  int greatest(int value) override { return office_.greatest(value); }

 private:
  Office& office_;
  int rank_;
};

// Does something on every rank at once.
void on_all(int size, const std::function<void(core::Team&)>& work) {
  Office office(size);
  std::vector<std::thread> threads;
  for (int rank = 1; rank < size; ++rank) {
    threads.emplace_back([&, rank] {
      ThreadTeam team(office, rank);
      work(team);
    });
  }
  ThreadTeam first(office, 0);
  work(first);
  for (std::thread& thread : threads) thread.join();
}

// Rank 0 paints, and the others serve it until it has done.
void lead(int size, core::Observer& of_others, const std::function<void(core::Painter&)>& paint) {
  on_all(size, [&](core::Team& team) {
    if (team.rank() > 0) return core::serve(team, of_others);
    core::Painter painter(team);
    paint(painter);
    core::dismiss(team);
  });
}

std::vector<core::Style> a_style() { return {{std::make_shared<const Image>(waves(36, 36, 7))}}; }

double greatest_difference(const Image& a, const Image& b) {
  EXPECT_EQ(a.rgb().size(), b.rgb().size());
  double greatest = 0;
  for (std::size_t i = 0; i < a.rgb().size(); ++i) {
    greatest = std::max(greatest, std::abs(static_cast<double>(a.rgb()[i]) - b.rgb()[i]));
  }
  return greatest;
}

TEST(Team, AddsUpInTheOrderOfItsRanks) {
  for (const int size : {1, 2, 3, 5, 8}) {
    std::vector<double> sums(size);
    on_all(size, [&](core::Team& team) {
      core::TeamRun run(team);
      double value = 1 / (1.0 + team.rank());
      run.sum(&value, 1);
      sums[team.rank()] = value;
    });
    double expected = 0;
    for (int rank = 0; rank < size; ++rank) expected += 1 / (1.0 + rank);
    EXPECT_NEAR(sums.front(), expected, 1e-15);
    EXPECT_EQ(sums, std::vector<double>(size, sums.front())) << size;
  }
}

// More ranks than the coarsest picture has places for among them.
TEST(Team, PaintsWhatAProcessAlonePaints) {
  for (const char* optimizer : {"adam", "lbfgs"}) {
    Parameters parameters = quick();
    parameters.optimizer = optimizer;
    parameters.scales = 2;
    parameters.threads = 1;
    core::Frame frame;
    frame.content = waves(40, 32, 20);
    auto mask = std::make_shared<core::Plane>(core::Plane{40, 32, std::vector<float>(40 * 32, 0.0f)});
    std::fill_n(mask->values.begin(), 400, 1.0f);
    frame.freeze = mask;
    std::vector<core::Style> styles = a_style();
    styles.push_back({std::make_shared<const Image>(waves(30, 44, 11)), 0.5, 1, mask});
    core::Observer unused;
    core::Painter alone;
    alone.update(parameters, styles);
    const core::Result expected = alone.paint(frame, unused);
    for (const int size : {2, 3, 17}) {
      lead(size, unused, [&](core::Painter& painter) {
        for (int turn = 0; turn < 2; ++turn) {  // the second time with what is known from the first
          painter.update(parameters, styles);
          const core::Result result = painter.paint(frame, unused);
          EXPECT_LT(greatest_difference(result.picture, expected.picture), 1.0 / 255)
              << optimizer << " " << size;
          EXPECT_NEAR(result.losses.total, expected.losses.total, 1e-3 * expected.losses.total);
        }
      });
    }
  }
}

// Says something else from its third question on.
class Late : public core::Observer {
 public:
  explicit Late(std::function<bool()> answer) : answer_(std::move(answer)) {}
  bool cancelled() override { return ++questions_ > 3 && answer_(); }

 private:
  int questions_ = 0;
  std::function<bool()> answer_;
};

TEST(Team, EndsAPictureWhereOneOfItsRanksIsInterrupted) {
  core::Observer unused;
  Late interrupted([] { return true; });
  lead(2, interrupted, [&](core::Painter& painter) {
    painter.update(quick(), a_style());
    EXPECT_TRUE(painter.paint({waves(40, 32, 20)}, unused).cancelled);
  });
}

TEST(Team, TellsTheFirstRankWhatFailsOnAnotherAndPaintsTheNextPicture) {
  core::Observer unused;
  bool fails = true;
  Late failing([&fails]() -> bool {
    if (std::exchange(fails, false)) throw base::Error("the paint is dry");
    return false;
  });
  lead(2, failing, [&](core::Painter& painter) {
    painter.update(quick(), a_style());
    try {
      painter.paint({waves(40, 32, 20)}, unused);
      ADD_FAILURE() << "nothing failed";
    } catch (const base::Error& error) {
      EXPECT_STREQ(error.what(), "process 2 of 2: the paint is dry");
    }
    EXPECT_FALSE(painter.paint({waves(40, 32, 20)}, unused).cancelled);
  });
}

TEST(Team, EndsAPictureThatFailsOnItsFirstRank) {
  core::Observer unused;
  lead(3, unused, [&](core::Painter& painter) {
    Late failing([]() -> bool { throw base::Error("the paint is dry"); });
    painter.update(quick(), a_style());
    EXPECT_THROW(painter.paint({waves(40, 32, 20)}, failing), base::Error);
    EXPECT_FALSE(painter.paint({waves(40, 32, 20)}, unused).cancelled);
  });
}

}  // namespace
