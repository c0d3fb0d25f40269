#include "dnn/engine.h"

#include <omp.h>

#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "engine/engine_impl.h"
#include "engine/onednn_isa.h"
#include "engine/simd.h"

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

std::string library_description(int threads) {
  const dnnl_version_t& version = *dnnl::version();
  return "oneDNN " + std::to_string(version.major) + "." + std::to_string(version.minor) + "." +
         std::to_string(version.patch) + ", " + isa_name(dnnl::get_effective_cpu_isa()) + ", " +
         std::to_string(threads) + (threads == 1 ? " thread" : " threads");
}

// oneDNN keeps the code of 1024 primitives, those of earlier scales among them: with full random weights at
// 512 px that was 290 MiB more, and nothing was faster for it.
constexpr int kPrimitivesKept = 16;

// Both are the process's, and other engines' threads may already compute.
void set_up_process() {
  static const bool done = [] {
    follow_onednn_isa();
    dnnl::set_primitive_cache_capacity(kPrimitivesKept);
    return true;
  }();
  static_cast<void>(done);
}

}  // namespace

void throw_as_error(const char* failed) {
  try {
    throw;
  } catch (const dnnl::error& error) {
    if (error.status != dnnl_out_of_memory) {
      throw base::Error(base::format(_("%s: oneDNN says \"%s\""), _(failed), error.message));
    }
  } catch (const std::bad_alloc&) {
  }
  throw base::Error(base::format(_("%s: not enough memory"), _(failed)));
}

void Engine::Impl::use_threads() const { omp_set_num_threads(pool.threads()); }
void Engine::Impl::use_one_thread() { omp_set_num_threads(1); }

Engine::Engine(int threads) : Engine(EngineSettings{threads, Precision::kFloat32}) {}

Engine::Engine(const EngineSettings& settings) {
  if (settings.threads < 0) {
    throw base::Error("the number of threads is " + std::to_string(settings.threads) +
                      "; give a positive number, or 0 for as many as the machine has");
  }
  const int threads = settings.threads > 0 ? settings.threads : omp_get_num_procs();
  impl_ = std::make_unique<Impl>(threads, settings.precision);
  impl_->use_threads();
  translate_errors(N_("cannot start oneDNN on the processor"), [this] {
    set_up_process();
    impl_->engine = dnnl::engine(dnnl::engine::kind::cpu, 0);
    impl_->stream = dnnl::stream(impl_->engine);
  });
}

Engine::~Engine() = default;

int Engine::threads() const { return impl_->pool.threads(); }

bool Engine::has_bfloat16() const { return onednn_may_use(dnnl::cpu_isa::avx512_core_bf16); }

void Engine::ask_between_layers(std::function<void()> ask) { impl_->between_layers = std::move(ask); }

std::string Engine::description() const { return library_description(threads()); }

}  // namespace dnn
