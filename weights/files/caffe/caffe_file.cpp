#include "files/caffe/caffe_file.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/translation.h"
#include "caffe.pb.h"
#include "files/file_error.h"
#include "files/number_formats.h"

namespace weights {
namespace {

constexpr std::size_t kMostTensors = 10000;
constexpr std::size_t kMostDimensions = 8;

}  // namespace

class CaffeFile::Index {
 public:
  Index(SourceFile& source, CaffeFile& file) : source_(source), walk_(source), file_(file) {}

  void build() {
    walk_.whole_file([&](const ProtobufWalk::Field& field) {
      if (field.number == caffe::Net::kLayersFieldNumber) {
        take_layer(field, caffe::OldLayer::kNameFieldNumber, caffe::OldLayer::kBlobsFieldNumber);
      } else if (field.number == caffe::Net::kLayerFieldNumber) {
        take_layer(field, caffe::Layer::kNameFieldNumber, caffe::Layer::kBlobsFieldNumber);
      }
    });
    if (file_.tensors_.empty()) {
      refuse(source_.name(), _("it holds no layer with weights; a Caffe model of a VGG is needed"));
    }
  }

 private:
  void take_layer(const ProtobufWalk::Field& layer, int name_number, int blobs_number) {
    std::string name;
    std::vector<std::pair<TensorEntry, ByteRange>> blobs;
    walk_.message(layer, [&](const ProtobufWalk::Field& field) {
      if (field.number == name_number) name = walk_.text(field);
      if (field.number != blobs_number) return;
      if (file_.tensors_.size() + blobs.size() == kMostTensors) {
        refuse(source_.name(),
               base::format(_("it holds more than %zu blobs; a VGG has at most 38"), kMostTensors));
      }
      blobs.push_back({{"", shape_of(field)}, field.bytes});
    });
    for (std::size_t i = 0; i < blobs.size(); ++i) {
      constexpr std::array<const char*, 2> kKinds = {".weight", ".bias"};
      blobs[i].first.name = name + (i < kKinds.size() ? kKinds[i] : "." + std::to_string(i));
      file_.tensors_.push_back(std::move(blobs[i].first));
      file_.stored_.push_back(blobs[i].second);
    }
  }

  std::vector<std::uint64_t> shape_of(const ProtobufWalk::Field& blob) {
    std::vector<std::uint64_t> shape;
    std::vector<std::uint64_t> old_shape;
    walk_.message(blob, [&](const ProtobufWalk::Field& field) {
      switch (field.number) {
        case caffe::Blob::kNumFieldNumber:
        case caffe::Blob::kChannelsFieldNumber:
        case caffe::Blob::kHeightFieldNumber:
        case caffe::Blob::kWidthFieldNumber:
          old_shape.resize(4, 1);
          old_shape[static_cast<std::size_t>(field.number - caffe::Blob::kNumFieldNumber)] = field.value;
          break;
        case caffe::Blob::kShapeFieldNumber:
          walk_.message(field, [&](const ProtobufWalk::Field& sizes) {
            if (sizes.number == caffe::Shape::kDimFieldNumber) take_sizes(sizes, shape);
          });
      }
    });
    return shape.empty() ? old_shape : shape;
  }

  void take_sizes(const ProtobufWalk::Field& sizes, std::vector<std::uint64_t>& shape) {
    walk_.numbers(sizes, [&](std::uint64_t size) {
      if (shape.size() == kMostDimensions) {
        refuse(source_.name(),
               base::format(_("it holds a blob of more than %zu dimensions"), kMostDimensions));
      }
      shape.push_back(size);
    });
  }

  SourceFile& source_;
  ProtobufWalk walk_;
  CaffeFile& file_;
};

CaffeFile::CaffeFile(SourceFile& source) : source_(source) { Index(source, *this).build(); }

std::vector<float> CaffeFile::read(std::size_t index) {
  caffe::Blob blob;
  parse_message(source_, stored_[index], blob);
  if (blob.data_size() != 0) return {blob.data().begin(), blob.data().end()};
  std::vector<float> values(static_cast<std::size_t>(blob.double_data_size()));
  std::transform(blob.double_data().begin(), blob.double_data().end(), values.begin(), to_float);
  return values;
}

}  // namespace weights
