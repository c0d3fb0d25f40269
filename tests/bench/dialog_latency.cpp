// How soon the dialog shows a preview, and how long its main loop is held up while it computes.
//
//   dialog_latency CONTENT STYLE [--shots FOLDER] [name=value …]
//
// Opens the dialog on the picture CONTENT in a window (xvfb-run will do), waits for the preview, changes the
// strength, chooses another style, looks at a detail, renders, keeps what is there, and prints: milliseconds
// from opening to the window, to the photograph in the style's colours, to the first painted picture, to the
// finished preview; the same after each change; and for a timer of 5 ms how late it came, while previewing
// and while rendering. Processor seconds, of all threads, stand beside. name=value: parameters of the render.
// --shots: PNG files of the window at each stage.
#include <gtk/gtk.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "core/resample.h"
#include "dialog_driver.h"
#include "ui/dialog.h"

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

core::Image load(const std::string& file) {
  GdkPixbuf* const pixbuf = gdk_pixbuf_new_from_file(file.c_str(), nullptr);
  if (!pixbuf) throw base::Error("the picture file " + file + " cannot be read");
  core::Image image(gdk_pixbuf_get_width(pixbuf), gdk_pixbuf_get_height(pixbuf));
  const int channels = gdk_pixbuf_get_n_channels(pixbuf);
  for (int y = 0; y < image.height(); ++y) {
    const guchar* pixel =
        gdk_pixbuf_read_pixels(pixbuf) + static_cast<std::size_t>(y) * gdk_pixbuf_get_rowstride(pixbuf);
    for (int x = 0; x < image.width(); ++x, pixel += channels) {
      for (int c = 0; c < 3; ++c) {
        image.plane(c)[static_cast<std::size_t>(y) * image.width() + x] =
            static_cast<float>(pixel[c]) / 255.0F;
      }
    }
  }
  g_object_unref(pixbuf);
  return image;
}

class PictureHost : public ui::Host {
 public:
  PictureHost(const std::string& content, std::string style) : content_(load(content)) {
    settings.styles.emplace_back().picture = {ui::StyleChoice::Kind::kFile, std::move(style), -1};
  }
  std::string content_name() override { return "the picture"; }
  int content_width() override { return content_.width(); }
  int content_height() override { return content_.height(); }
  ui::Content read_content(const ui::Settings&, std::size_t /*layer*/) override {
    return {content_, [this](const core::Image&) { written = true; }};
  }
  core::Image read_content_at(int longer_side) override {
    const int side = std::min(longer_side, core::size_of(content_).longer_side());
    const core::Size size = core::fit_longer_side(content_.width(), content_.height(), side);
    return core::resize(content_, size.width, size.height);
  }
  ui::Area selected_area() override { return {0, 0, content_.width(), content_.height()}; }
  std::vector<ui::OpenPicture> open_pictures(int size) override {
    return {{1, "photo.png", read_content_at(size)}};
  }
  core::Image read_style(const ui::StyleChoice& choice) override {
    return choice.kind == ui::StyleChoice::Kind::kFile ? load(choice.file) : content_;
  }
  core::Image read_file(const std::string& path) override { return load(path); }
  ui::Settings load_settings() override { return settings; }
  void save_settings(const ui::Settings&) override {}

  ui::Settings settings;
  bool written = false;

 private:
  core::Image content_;
};

// How late a timer comes, which is what a key or the pointer would wait.
class Lateness {
 public:
  Lateness() {
    source_ = g_timeout_add(
        kPeriod,
        +[](gpointer self) -> gboolean {
          static_cast<Lateness*>(self)->note();
          return G_SOURCE_CONTINUE;
        },
        this);
  }
  ~Lateness() { g_source_remove(source_); }

  void begin() {
    late_.clear();
    last_ = Clock::now();
  }
  void print(const char* what) {
    std::sort(late_.begin(), late_.end());
    const auto at = [&](double share) { return late_[static_cast<std::size_t>(share * (late_.size() - 1))]; };
    std::printf("%s: %zu calls, late by %.1f ms (median), %.1f (99 %%), %.1f (99.9 %%), %.1f (most)\n", what,
                late_.size(), at(0.5), at(0.99), at(0.999), at(1));
  }

 private:
  static constexpr guint kPeriod = 5;

  void note() {
    const Clock::time_point now = Clock::now();
    late_.push_back(std::max(0.0, milliseconds(now - last_) - kPeriod));
    last_ = now;
  }

  guint source_;
  Clock::time_point last_;
  std::vector<double> late_;
};

void shoot(const std::string& folder, const char* name) {
  if (folder.empty()) return;
  const std::string command = "import -window root " + folder + "/" + name + ".png";
  if (!g_spawn_command_line_sync(command.c_str(), nullptr, nullptr, nullptr, nullptr)) {
    std::fprintf(stderr, "no screenshot: import (ImageMagick) is missing\n");
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: dialog_latency CONTENT STYLE [--shots FOLDER] [name=value …]\n");
    return 2;
  }
  PictureHost host(argv[1], argv[2]);
  std::string shots;
  for (int i = 3; i < argc; ++i) {
    if (std::strcmp(argv[i], "--shots") == 0 && i + 1 < argc) {
      shots = argv[++i];
    } else {
      core::set_parameters(host.settings.parameters, argv[i]);
    }
  }

  Clock::time_point since = Clock::now();
  const auto elapsed = [&](double seconds) { return milliseconds(Clock::now() - since) >= seconds * 1000; };
  std::clock_t processor = std::clock();
  const auto tell = [&](const char* what) {
    std::printf("%s: %.0f ms, %.1f s of the processor\n", what, milliseconds(Clock::now() - since),
                static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC);
    std::fflush(stdout);
  };
  test::Driver driver(600);
  std::unique_ptr<Lateness> lateness;
  const auto begin_anew = [&] {
    since = Clock::now();
    processor = std::clock();
  };
  const auto refined = [&](const char* what) {
    driver.until([] { return test::shows("Refining"); }).until([] { return !test::shows("Refining"); });
    driver.then([&tell, what] { tell(what); });
  };
  driver
      .then([&] {
        tell("window");
        lateness = std::make_unique<Lateness>();
        lateness->begin();
      })
      .until([] { return test::shows("Painting the preview"); })
      .then([&] {
        tell("in the style's colours");
        shoot(shots, "0-opening");
      })
      .until([] { return !test::shows("Painting the preview"); })
      .then([&] {
        tell("first painted picture");
        lateness->begin();  // what the host has to read is read
      })
      .until([&] { return elapsed(1); })
      .then([&] { shoot(shots, "1-after-1-s"); })
      .until([&] { return elapsed(5); })
      .then([&] { shoot(shots, "2-after-5-s"); })
      .until([] { return !test::shows("Refining"); })
      .then([&] {
        tell("finished preview");
        lateness->print("while previewing");
        begin_anew();
        gtk_range_set_value(GTK_RANGE(test::find_widget("Style strength")), 70);
      });
  refined("after a change of the strength, finished again");
  driver
      .then([&] {
        begin_anew();
        test::choose_style("The Scream, Edvard Munch");
      })
      .until([] { return test::shows("Painting the preview"); })
      .then([&] { tell("in another style's colours"); })
      .until([] { return !test::shows("Painting the preview"); })
      .then([&] { tell("first picture painted in it"); })
      .until([] { return !test::shows("Refining"); })
      .then([&] { shoot(shots, "3-another-style"); });
  driver.then([&] {
    begin_anew();
    gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(test::find_widget("Check detail")), TRUE);
    test::press_key("Preview", GDK_KEY_Return);
  });
  refined("detail finished");
  driver
      .then([&] {
        shoot(shots, "4-detail");
        begin_anew();
        test::press("Render");
      })
      .until([] { return test::shows("step"); })
      .then([&] {
        tell("render's first step");
        lateness->begin();
      })
      .until([&] { return elapsed(10); })
      .then([&] {
        lateness->print("while rendering");
        shoot(shots, "5-rendering");
        test::press("Stop and keep");
      });
  ui::run_dialog(host);
  std::printf("%s\n", host.written ? "kept" : "nothing kept");
  return host.written ? 0 : 1;
}
