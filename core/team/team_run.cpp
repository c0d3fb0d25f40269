#include "team/team_run.h"

#include <vector>

#include "base/error.h"
#include "base/translation.h"

namespace core {
namespace {

// Votes; the greatest decides. From kFailed up: so many more as ranks follow the one that failed.
enum Vote : int { kNo, kYes, kCancelled, kFailed };

}  // namespace

std::string TeamRun::told(int by, std::string why) {
  std::size_t length = why.size();
  for (int to = 0; rank() == by && to < size(); ++to) {
    if (to == by) continue;
    send(to, &length, sizeof length);
    send(to, why.data(), length);
  }
  if (rank() == by) return why;
  receive(by, &length, sizeof length);
  why.resize(length);
  receive(by, why.data(), length);
  return why;
}

bool TeamRun::meet(bool yes) {
  const int vote = size() > 1 ? team_->greatest(yes ? kYes : kNo) : (yes ? kYes : kNo);
  if (vote < kCancelled) return vote == kYes;
  is_over_ = true;
  if (vote == kCancelled) throw Cancelled();
  const int by = size() - 1 - (vote - kFailed);
  throw base::Error(base::format(_("process %d of %d: %s"), by + 1, size(), told(by, {}).c_str()));
}

void TeamRun::leave(int vote, const std::string& why) {
  if (is_over_ || size() == 1) return;
  is_over_ = true;
  const int outcome = team_->greatest(vote);
  if (outcome >= kFailed) told(size() - 1 - (outcome - kFailed), why);
}

void TeamRun::leave_cancelled() { leave(kCancelled, {}); }

void TeamRun::leave_failed(const std::string& why) { leave(kFailed + size() - 1 - rank(), why); }

void TeamRun::sum(double* values, std::size_t count) {
  if (size() == 1) return;
  const std::size_t bytes = count * sizeof(double);
  std::vector<double> others(count);
  meet();
  for (int step = 1; step < size(); step *= 2) {
    if (rank() % (2 * step) == step) {
      send(rank() - step, values, bytes);
      break;
    }
    if (rank() + step >= size()) continue;
    receive(rank() + step, others.data(), bytes);
    for (std::size_t i = 0; i < count; ++i) values[i] += others[i];
  }
  broadcast(*team_, values, bytes);
}

void broadcast(Team& team, void* data, std::size_t bytes) {
  int step = 1;
  while (step < team.size()) step *= 2;
  for (step /= 2; step > 0; step /= 2) {
    const int place = team.rank() % (2 * step);
    if (place == step) team.receive(team.rank() - step, data, bytes);
    if (place == 0 && team.rank() + step < team.size()) team.send(team.rank() + step, data, bytes);
  }
}

}  // namespace core
