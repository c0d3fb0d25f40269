#include "dnn/engine.h"

#include <omp.h>

#include "engine_impl.h"
#include "simd.h"

namespace dnn {
namespace {

const char* isa_name(dnnl::cpu_isa isa) {
  switch (isa) {
    case dnnl::cpu_isa::sse41:
      return "sse41";
    case dnnl::cpu_isa::avx:
      return "avx";
    case dnnl::cpu_isa::avx2:
      return "avx2";
    case dnnl::cpu_isa::avx2_vnni:
      return "avx2_vnni";
    case dnnl::cpu_isa::avx512_core:
      return "avx512_core";
    case dnnl::cpu_isa::avx512_core_vnni:
      return "avx512_core_vnni";
    case dnnl::cpu_isa::avx512_core_bf16:
      return "avx512_core_bf16";
    case dnnl::cpu_isa::avx512_core_amx:
      return "avx512_core_amx";
    default:
      return "another instruction set";
  }
}

}  // namespace

void Engine::Impl::use_threads() const { omp_set_num_threads(pool.threads()); }

Engine::Engine(int threads) {
  if (threads < 0) {
    throw base::Error("The number of threads is " + std::to_string(threads) +
                      "; give a positive number, or 0 for as many as the machine has.");
  }
  impl_ = std::make_unique<Impl>(threads > 0 ? threads : omp_get_num_procs());
  follow_onednn_isa();
  impl_->use_threads();
  translate_errors("start oneDNN on the processor", [this] {
    impl_->engine = dnnl::engine(dnnl::engine::kind::cpu, 0);
    impl_->stream = dnnl::stream(impl_->engine);
  });
}

Engine::~Engine() = default;

int Engine::threads() const { return impl_->pool.threads(); }

std::string Engine::description() const {
  const dnnl_version_t& version = *dnnl::version();
  return "oneDNN " + std::to_string(version.major) + "." + std::to_string(version.minor) + "." +
         std::to_string(version.patch) + ", " + isa_name(dnnl::get_effective_cpu_isa()) + ", " +
         std::to_string(threads()) + (threads() == 1 ? " thread" : " threads");
}

}  // namespace dnn
