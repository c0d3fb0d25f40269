// The ways in which a convolution can be computed, and what they are called in tables.
#pragma once

namespace dnn {

enum class Method {
  kPatches,         // ours, for the first layer: picture_convolution.h
  kWinograd,        // ours: winograd_convolution.h
  kDirect,          // oneDNN's
  kOnednnWinograd,  // oneDNN 2.x's, which needs AVX-512 and maps in another order
  kBf16x3,          // oneDNN's products in bfloat16, split: as good as float32
  kBf16,            // oneDNN's products in bfloat16
};

const char* method_name(Method method);
// Bytes that a weight takes where it is packed for this method, each way.
int packed_bytes(Method method);

}  // namespace dnn
