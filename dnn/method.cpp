#include "method.h"

namespace dnn {
namespace {

constexpr struct {
  Method method;
  const char* name;
} kNames[] = {
    {Method::kPatches, "patches"}, {Method::kWinograd, "winograd"},
    {Method::kDirect, "direct"},   {Method::kOnednnWinograd, "onednn-winograd"},
    {Method::kBf16x3, "bf16x3"},   {Method::kBf16, "bf16"},
};

}  // namespace

const char* method_name(Method method) {
  for (const auto& known : kNames) {
    if (known.method == method) return known.name;
  }
  return "unknown";
}

std::optional<Method> method_named(const std::string& name) {
  for (const auto& known : kNames) {
    if (known.name == name) return known.method;
  }
  return std::nullopt;
}

}  // namespace dnn
