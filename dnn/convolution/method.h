// The ways in which a convolution can be computed, and what they are called in tables.
#pragma once

namespace dnn {

enum class Method {
  kPatches,   // ours, for the first layer: picture_convolution.h
  kWinograd,  // ours: winograd_convolution.h
  kDirect,    // oneDNN's
  kBf16,      // oneDNN's products in bfloat16
};

const char* method_name(Method method);
// Bytes that a weight takes where it is packed for this method, each way.
int packed_bytes(Method method);

}  // namespace dnn
