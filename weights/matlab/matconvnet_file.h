// The weights in a MatConvNet model (vlfeat.org/matconvnet), a MATLAB file of version 5 to 7.
//
// `layers` is a list of structures with a `name` and either `weights` {filters, biases} or `filters` and
// `biases`. MATLAB's filters are height × width × in × out, the first varying fastest; they are given as OIHW
// and called conv1_1.weight, conv1_1.bias by the layer's name. The average picture says how pictures are
// prepared.
//
// libmatio opens the file by its name, and is not used by two threads at once.
#pragma once

#include <matio.h>

#include <memory>
#include <string>
#include <vector>

#include "source_file.h"
#include "tensor_file.h"

namespace weights {

class MatconvnetFile : public TensorFile {
 public:
  // Throws base::Error naming the file.
  explicit MatconvnetFile(SourceFile& source);

  const std::vector<TensorEntry>& tensors() const override { return tensors_; }
  std::vector<float> read(std::size_t index) override;
  Metadata metadata() const override { return metadata_; }

 private:
  struct CloseFile {
    void operator()(mat_t* file) const { Mat_Close(file); }
  };
  struct FreeVariable {
    void operator()(matvar_t* variable) const { Mat_VarFree(variable); }
  };
  using Variable = std::unique_ptr<matvar_t, FreeVariable>;

  void list_layer(matvar_t& layer);
  void list_tensor(matvar_t* tensor, const std::string& name);
  std::string text(matvar_t* variable);
  std::vector<float> numbers(matvar_t& variable, const std::string& name);
  void find_mean();
  matvar_t* average_image();

  std::string file_;
  std::uint64_t size_;
  std::unique_ptr<mat_t, CloseFile> mat_;
  Variable layers_;
  Variable normalization_;  // or what holds it
  std::vector<TensorEntry> tensors_;
  std::vector<matvar_t*> stored_;  // in layers_
  Metadata metadata_;
};

}  // namespace weights
