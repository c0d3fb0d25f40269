// How a buffer stores its samples, and the way from and to perceptual sRGB that is the same in every run.
//
// babl chooses among its conversions by how long each took, so the last bits of a floating point value differ
// from run to run, and the optimiser makes that visible. Where an image counts in sRGB, samples therefore
// cross as they are stored (babl then only adds or drops alpha and colours), and are converted here. With a
// colour profile of another kind, babl converts. Main thread only.
#pragma once

#include <babl/babl.h>

#include <cstddef>

namespace gimp {

class SampleEncoding {
 public:
  // `stored`: the buffer's own format.
  explicit SampleEncoding(const Babl* stored);

  // R, G, B, alpha, as decode() takes them and encode() gives them.
  const Babl* format() const { return format_; }
  std::size_t pixel_bytes() const;

  // `values`: R'G'B'A, 0…1 except where the buffer holds more. `count` pixels.
  void decode(const void* stored, std::size_t count, float* values) const;
  void encode(const float* values, std::size_t count, void* stored) const;

 private:
  enum class Sample { kByte, kWord, kFloat };

  Sample sample_ = Sample::kFloat;
  bool linear_ = false;
  const Babl* format_;
};

}  // namespace gimp
