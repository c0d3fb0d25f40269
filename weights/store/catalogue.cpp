#include "weights/catalogue.h"

#include <algorithm>

#include "base/error.h"
#include "base/translation.h"
#include "files/file_error.h"

namespace weights {
namespace {

constexpr const char* kSimonyan =
    "K. Simonyan and A. Zisserman, Very Deep Convolutional Networks for Large-Scale Image Recognition, ICLR "
    "2015, arXiv:1409.1556";
constexpr const char* kTorchvision =
    N_("BSD-3-Clause (torchvision); trained on ImageNet, which is for non-commercial research");

}  // namespace

const std::vector<CatalogueEntry>& catalogue() {
  static const std::vector<CatalogueEntry> entries = {
      {"vgg19", N_("VGG-19 as torchvision trained it on ImageNet"), NetworkKind::kVgg19,
       "https://download.pytorch.org/models/vgg19-dcbb9e9d.pth", 574673361,
       "dcbb9e9dad569fff7a846263a77324fc34978fea2bfb039c012d710e1776ae44", kTorchvision, kSimonyan, true},
      {"vgg16-torch", N_("VGG-16 as torchvision trained it on ImageNet"), NetworkKind::kVgg16,
       "https://download.pytorch.org/models/vgg16-397923af.pth", 553433881,
       "397923af8e79cdbb6a7127f12361acd7a2f83e06b05044ddf496e83de57a5bf0", kTorchvision, kSimonyan, false},
      {"vgg19-caffe", N_("VGG-19 of its authors, as in the paper on style transfer (ONNX Model Zoo)"),
       NetworkKind::kVgg19,
       "https://huggingface.co/onnxmodelzoo/legacy_models/resolve/main/validated/vision/classification/vgg/"
       "model/vgg19-caffe2-9.onnx",
       574674712, "cfb97260b303ad3963999662456571b89c5f73dbdd2fd9dffd19fed7a90f766b",
       N_("CC-BY-4.0 (the authors), Apache-2.0 (ONNX Model Zoo); trained on ImageNet, which is for "
          "non-commercial research"),
       kSimonyan, false},
  };
  return entries;
}

const CatalogueEntry& find_entry(const std::vector<CatalogueEntry>& entries, const std::string& name) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const CatalogueEntry& entry) { return entry.name == name; });
  if (found != entries.end()) return *found;
  std::string names;
  for (const CatalogueEntry& entry : entries) names += (names.empty() ? "" : ", ") + entry.name;
  throw base::Error(
      base::format(_("the catalogue has no weights %s; it has %s"), in_quotes(name).c_str(), names.c_str()));
}

std::string file_name(const CatalogueEntry& entry) { return entry.url.substr(entry.url.rfind('/') + 1); }

std::string megabytes(std::uint64_t bytes) { return std::to_string((bytes + 999999) / 1000000) + " MB"; }

Origin origin_of(const CatalogueEntry& entry) {
  return {entry.title, file_name(entry), entry.sha256, entry.url, entry.licence, entry.citation};
}

}  // namespace weights
