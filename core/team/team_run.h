// One picture of a team, from its start to its end on every rank.
//
// The ranks come to the same meetings in the same order. A rank that cannot go on leaves: it says so at the
// meeting that the others come to next, and they leave with it. What is added up has the same bytes on all
// ranks, and at every run: sums are taken in the order of the ranks, whichever comes first.
//
// Buffers are made before a meeting, so that what fails for want of memory fails where others can be told.
#pragma once

#include <cstddef>
#include <string>

#include "core/team.h"

namespace core {

// Thrown to leave a run that is cancelled.
struct Cancelled {};

class TeamRun {
 public:
  // Of a process that is alone.
  TeamRun() = default;
  // `team` must outlive it.
  explicit TeamRun(Team& team) : team_(&team) {}

  int rank() const { return team_ ? team_->rank() : 0; }
  int size() const { return team_ ? team_->size() : 1; }

  // Whether any rank says yes. Throws Cancelled, or base::Error of the lowest rank that failed, where one has
  // left.
  bool meet(bool yes = false);
  // This rank's part in the next meeting of the others, unless it was such a meeting that it leaves for.
  void leave_cancelled();
  void leave_failed(const std::string& why);
  // There are no more meetings.
  void end() { is_over_ = true; }

  // Meets, and replaces each value by its sum over all ranks.
  void sum(double* values, std::size_t count);

  // See Team.
  void send(int to, const void* data, std::size_t bytes) { team_->send(to, data, bytes); }
  void receive(int from, void* data, std::size_t bytes) { team_->receive(from, data, bytes); }

 private:
  // Why a rank failed, from that rank to all.
  std::string told(int by, std::string why);
  void leave(int vote, const std::string& why);

  Team* team_ = nullptr;
  bool is_over_ = false;
};

// From rank 0 to all others, in as many steps as their number has binary digits.
void broadcast(Team& team, void* data, std::size_t bytes);

}  // namespace core
