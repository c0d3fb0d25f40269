// What dnn/ shares privately through an Engine, and the translation of oneDNN's exceptions.
#pragma once

#include <dnnl.hpp>
#include <new>
#include <string>

#include "base/error.h"
#include "dnn/engine.h"
#include "filter_cache.h"
#include "method_choice.h"
#include "thread_pool.h"

namespace dnn {

struct Engine::Impl {
  Impl(int threads, MethodChoice choice) : pool(threads), choices(std::move(choice)) {}

  ThreadPool pool;
  dnnl::engine engine;
  dnnl::stream stream;
  FilterCache filters;
  MethodChoice choices;

  // OpenMP keeps the number of threads per calling thread, and oneDNN plans and computes with that number.
  void use_threads() const;
  // For what our own threads run beside each other.
  static void use_one_thread();
};

// Runs `action`; what oneDNN or the allocator throws becomes base::Error "Cannot <task>: …".
template <typename Action>
auto translate_errors(const std::string& task, const Action& action) {
  try {
    return action();
  } catch (const dnnl::error& error) {
    if (error.status == dnnl_out_of_memory) throw base::Error("Cannot " + task + ": not enough memory.");
    throw base::Error("Cannot " + task + ": oneDNN says \"" + error.message + "\".");
  } catch (const std::bad_alloc&) {
    throw base::Error("Cannot " + task + ": not enough memory.");
  }
}

}  // namespace dnn
