#include "convolution/method.h"

namespace dnn {
namespace {

constexpr struct {
  Method method;
  const char* name;
  int packed_bytes;  // Winograd makes 36 values of 9
} kMethods[] = {
    {Method::kPatches, "patches", 4},
    {Method::kWinograd, "winograd", 16},
    {Method::kDirect, "direct", 4},
    {Method::kBf16, "bf16", 2},
};

}  // namespace

const char* method_name(Method method) {
  for (const auto& known : kMethods) {
    if (known.method == method) return known.name;
  }
  return "unknown";
}

int packed_bytes(Method method) {
  for (const auto& known : kMethods) {
    if (known.method == method) return known.packed_bytes;
  }
  return 0;
}

}  // namespace dnn
