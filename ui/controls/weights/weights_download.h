// Asks whether trained weights shall be downloaded, and does it, in a window with progress and Cancel.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "session/tasks/fetching.h"
#include "weights/catalogue.h"
#include "widgets/timer.h"
#include "widgets/widgets.h"

namespace ui {

// "catalogue.json" of the configuration folder where there is one (a mirror's, say), else the built-in one.
// Throws base::Error where that file is none.
std::vector<weights::CatalogueEntry> weights_on_offer();

// In the user's language, where the entry is a built-in one.
std::string title_of(const weights::CatalogueEntry& entry);

class WeightsDownload {
 public:
  // `on_end`: the weights are in the user's folder now, by the entry's name. `on_problem`: why they are not;
  // neither is called after Cancel. Throws base::Error where there can be no such weights. `widget` is in the
  // window that asks.
  WeightsDownload(GtkWidget* widget, weights::CatalogueEntry entry, std::function<void()> on_end,
                  std::function<void(const std::string&)> on_problem);
  ~WeightsDownload();
  WeightsDownload(const WeightsDownload&) = delete;  // GTK's callbacks know its address
  WeightsDownload& operator=(const WeightsDownload&) = delete;

 private:
  void begin();
  void cancel();
  void tick();
  void end();

  GtkWidget* widget_;
  weights::CatalogueEntry entry_;
  std::function<void()> on_end_;
  std::function<void(const std::string&)> on_problem_;
  GtkWidget* window_ = nullptr;
  GtkWidget* bar_ = nullptr;
  std::unique_ptr<Fetching> fetching_;
  Timer timer_;
};

}  // namespace ui
