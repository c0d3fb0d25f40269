// The styles that are painted with: one chosen below its picture, or several, each with its share, size and
// place; one of them is the chooser's at a time.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "controls/style/place_chooser.h"
#include "controls/style/style_chooser.h"
#include "ui/host.h"
#include "widgets/timer.h"
#include "widgets/widgets.h"

namespace ui {

class StyleList {
 public:
  // `places`: that a style may have. See StyleChooser.
  StyleList(const std::vector<OpenPicture>& pictures, std::vector<OfferedPlace> places,
            std::function<void()> on_change, std::function<void(const std::string&)> on_problem);
  StyleList(const StyleList&) = delete;  // GTK's callbacks know its address
  StyleList& operator=(const StyleList&) = delete;

  GtkWidget* widget() const { return box_; }
  void show(std::vector<StyleUse> styles);
  // At least one; see Settings::has_style().
  const std::vector<StyleUse>& styles() const { return styles_; }

 private:
  // The widgets of one style.
  struct Row {
    StyleList* owner;
    std::size_t number;
    GtkWidget* name;
    GtkWidget* share;
    GtkWidget* size;
    std::unique_ptr<PlaceChooser> place;
  };

  void lay_out_rows();
  void lay_out_row(Row& row, GtkGrid* grid);
  struct Range {
    double least;
    double greatest;
  };
  GtkWidget* make_number(Row& row, double value, const Range& range, const char* accessible_name,
                         const char* tooltip);
  void add();
  void remove(std::size_t number);
  void choose(std::size_t number);
  void take_choice();
  void read_rows();
  std::string name_of(std::size_t number) const;

  std::function<void()> on_change_;
  std::vector<OfferedPlace> places_;
  bool showing_ = true;  // until the first show()
  std::vector<StyleUse> styles_{1};
  std::vector<std::string> names_{1};  // of the styles, for people
  std::size_t chosen_ = 0;             // the chooser's
  StyleChooser chooser_;
  GtkWidget* box_;
  GtkWidget* add_;
  GtkWidget* grid_ = nullptr;  // null while there is one style
  std::vector<std::unique_ptr<Row>> rows_;
  Timer later_;
};

}  // namespace ui
