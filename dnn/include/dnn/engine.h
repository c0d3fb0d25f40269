// The compute engine: a oneDNN CPU engine and stream, and the number of threads that it uses.
//
// Owner: whoever computes; every object of dnn/ keeps a reference to the Engine it was made with, which must
// outlive it. Thread rule: make and use an Engine, and all that was made with it, on one thread (any thread,
// not only the main one); two Engines on two threads do not disturb each other.
// Throws base::Error where oneDNN cannot be set up.
#pragma once

#include <functional>
#include <memory>
#include <string>

namespace dnn {

// How exact a convolution's products must be. Maps, sums, Gram products and losses are always float32.
enum class Precision {
  kFloat32,   // float32, or as good as that
  kBfloat16,  // bfloat16 products (2 to 3 digits) wherever the processor has them
  kAuto,      // bfloat16 products where the processor has matrix units for them
};

struct EngineSettings {
  int threads = 0;  // 0: as many as the machine has for this process
  Precision precision = Precision::kFloat32;
};

class Engine {
 public:
  explicit Engine(const EngineSettings& settings);
  explicit Engine(int threads = 0);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  int threads() const;
  // Whether the processor has bfloat16 products.
  bool has_bfloat16() const;
  // Called between the layers of every pass of every network, on the thread that computes; what it throws
  // leaves the pass. Empty: nothing.
  void ask_between_layers(std::function<void()> ask);

  // For logs: "oneDNN 2.6.3, avx512_core_bf16, 2 threads".
  std::string description() const;

  struct Impl;
  Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace dnn
