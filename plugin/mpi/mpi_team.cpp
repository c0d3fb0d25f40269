// MPI's own error handler stays: where a message cannot be sent it ends all processes.
#include <mpi.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "mpi/join_team.h"

namespace mpi {
namespace {

// MPI counts in int.
constexpr std::size_t kLongestMessage = std::size_t{1} << 30;

class MpiTeam : public core::Team {
 public:
  MpiTeam() {
    int provided = 0;  // one thread calls MPI, whatever others there are, so that any level does
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
    MPI_Comm here = MPI_COMM_NULL;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, rank_, MPI_INFO_NULL, &here);
    MPI_Comm_size(here, &on_this_machine_);
    MPI_Comm_free(&here);
  }
  ~MpiTeam() override { MPI_Finalize(); }

  int rank() const override { return rank_; }
  int size() const override { return size_; }
  int on_this_machine() const override { return on_this_machine_; }

  void send(int to, const void* data, std::size_t bytes) override {
    const char* from = static_cast<const char*>(data);
    for (std::size_t at = 0; at < bytes; at += kLongestMessage) {
      MPI_Send(from + at, length(bytes - at), MPI_BYTE, to, 0, MPI_COMM_WORLD);
    }
  }
  void receive(int from, void* data, std::size_t bytes) override {
    char* to = static_cast<char*>(data);
    for (std::size_t at = 0; at < bytes; at += kLongestMessage) {
      MPI_Recv(to + at, length(bytes - at), MPI_BYTE, from, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
  }
  int greatest(int value) override {
    int result = value;
    MPI_Allreduce(&value, &result, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
    return result;
  }

 private:
  static int length(std::size_t left) { return static_cast<int>(std::min(left, kLongestMessage)); }

  int rank_ = 0;
  int size_ = 1;
  int on_this_machine_ = 1;
};

// By one of those that start ranks: mpirun of OpenMPI, that of MPICH, Slurm. A process that nobody started so
// need not wait for MPI.
bool is_started_as_rank() {
  constexpr const char* kNames[] = {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK", "PMI_SIZE"};
  return std::any_of(std::begin(kNames), std::end(kNames),
                     [](const char* name) { return std::getenv(name) != nullptr; });
}

}  // namespace

std::unique_ptr<core::Team> join_team() {
  if (!is_started_as_rank()) return std::make_unique<core::Team>();
  return std::make_unique<MpiTeam>();
}

}  // namespace mpi
