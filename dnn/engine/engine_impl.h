// What dnn/ shares privately through an Engine, and the translation of oneDNN's exceptions.
#pragma once

#include <dnnl.hpp>
#include <functional>
#include <new>

#include "dnn/engine.h"
#include "engine/filter_cache.h"
#include "engine/thread_pool.h"

namespace dnn {

struct Engine::Impl {
  Impl(int threads, Precision wanted) : pool(threads), precision(wanted) {}

  ThreadPool pool;
  dnnl::engine engine;
  dnnl::stream stream;
  FilterCache filters;
  const Precision precision;
  std::function<void()> between_layers;  // may be empty

  // OpenMP keeps the number of threads per calling thread, and oneDNN plans and computes with that number.
  void use_threads() const;
  // For what our own threads run beside each other.
  static void use_one_thread();
};

// base::Error "<failed>: …" for the exception of oneDNN's or of the allocator's that is being handled.
[[noreturn]] void throw_as_error(const char* failed);

// Runs `action`; such an exception becomes base::Error. `failed`: "cannot plan the network", untranslated.
template <typename Action>
auto translate_errors(const char* failed, const Action& action) {
  try {
    return action();
  } catch (const dnnl::error&) {
    throw_as_error(failed);
  } catch (const std::bad_alloc&) {
    throw_as_error(failed);
  }
}

}  // namespace dnn
