// How a drawable stores its samples, and the way from and to perceptual sRGB that is the same in every run.
//
// babl chooses among its conversions by how long each took, so the last bits of a floating point value differ
// from run to run, and the optimiser makes that visible. Where an image counts in sRGB, samples therefore
// cross as they are stored (babl then only adds or drops alpha and colours), and are converted here. With a
// colour profile of another kind, babl converts. Main thread only.
#pragma once

#include <libgimp/gimp.h>

#include <cstddef>

namespace gimp2 {

class SampleEncoding {
 public:
  explicit SampleEncoding(gint32 drawable);

  // R, G, B, alpha, as decode() takes them and encode() gives them.
  const Babl* format() const { return format_; }
  std::size_t pixel_bytes() const;

  // `values`: R'G'B'A, 0…1 except where the drawable holds more. `count` pixels.
  void decode(const void* stored, std::size_t count, float* values) const;
  void encode(const float* values, std::size_t count, void* stored) const;

 private:
  enum class Sample { kByte, kWord, kFloat };

  Sample sample_ = Sample::kFloat;
  bool linear_ = false;
  const Babl* format_;
};

}  // namespace gimp2
