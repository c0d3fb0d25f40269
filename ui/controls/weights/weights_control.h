// The parameter "weights": random, those in the user's folder, a file, or trained ones from the network.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "controls/weights/weights_download.h"
#include "core/parameters.h"
#include "weights/catalogue.h"
#include "widgets/widgets.h"

namespace ui {

class WeightsControl {
 public:
  WeightsControl(std::function<void()> on_change, std::function<void(const std::string&)> on_problem);
  WeightsControl(const WeightsControl&) = delete;  // GTK's callbacks know its address
  WeightsControl& operator=(const WeightsControl&) = delete;

  GtkWidget* widget() const { return box_; }
  void show(const core::Parameters& parameters);
  void store(core::Parameters& parameters) const;

 private:
  void find_offer();
  void fill(const std::string& chosen);
  void choose();
  void take(const std::string& weights);
  void fetch();

  std::function<void()> on_change_;
  std::function<void(const std::string&)> on_problem_;
  GtkWidget* box_;
  GtkWidget* list_;
  GtkWidget* fetch_;
  std::vector<weights::CatalogueEntry> offer_;  // at most one
  std::string chosen_ = "random";
  bool filling_ = false;
  std::unique_ptr<WeightsDownload> download_;
};

}  // namespace ui
