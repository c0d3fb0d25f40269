#include "file_host.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <utility>

#include "base/error.h"
#include "core/resample.h"

namespace test {
namespace {

struct Unref {
  void operator()(GdkPixbuf* picture) const { g_object_unref(picture); }
};
using Pixbuf = std::unique_ptr<GdkPixbuf, Unref>;

std::string name_of(const std::string& file) { return std::filesystem::path(file).filename(); }

core::Image read_picture(const std::string& file) {
  GError* failure = nullptr;
  const Pixbuf pixbuf(gdk_pixbuf_new_from_file(file.c_str(), &failure));
  if (!pixbuf) {
    const std::string reason = failure->message;
    g_error_free(failure);
    throw base::Error("the picture file " + file + " cannot be read: " + reason);
  }
  core::Image image(gdk_pixbuf_get_width(pixbuf.get()), gdk_pixbuf_get_height(pixbuf.get()));
  const int channels = gdk_pixbuf_get_n_channels(pixbuf.get());
  for (int y = 0; y < image.height(); ++y) {
    const guchar* row = gdk_pixbuf_read_pixels(pixbuf.get()) + y * gdk_pixbuf_get_rowstride(pixbuf.get());
    for (int x = 0; x < image.width(); ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        image.plane(channel)[y * image.width() + x] =
            static_cast<float>(row[x * channels + channel]) / 255.0F;
      }
    }
  }
  return image;
}

core::Image shrunk(const core::Image& image, int longer_side) {
  if (std::max(image.width(), image.height()) <= longer_side) return image;
  const core::Size size = core::fit_longer_side(image.width(), image.height(), longer_side);
  return core::resize(image, size.width, size.height);
}

}  // namespace

FileHost::FileHost(std::string content, std::string result, std::string settings)
    : content_file_(std::move(content)),
      result_file_(std::move(result)),
      settings_file_(std::move(settings)),
      content_(read_picture(content_file_)) {}

std::string FileHost::content_name() { return "“" + name_of(content_file_) + "”"; }

core::Image FileHost::read_content_at(int longer_side) { return shrunk(content_, longer_side); }

std::vector<ui::OpenPicture> FileHost::open_pictures(int thumbnail_size) {
  std::vector<ui::OpenPicture> pictures;
  for (std::size_t i = 0; i < open_.size(); ++i) {
    pictures.push_back(
        {static_cast<int>(i), name_of(open_[i]), shrunk(read_picture(open_[i]), thumbnail_size)});
  }
  return pictures;
}

core::Image FileHost::read_style(const ui::StyleChoice& choice) {
  return read_picture(choice.kind == ui::StyleChoice::Kind::kFile
                          ? choice.file
                          : open_.at(static_cast<std::size_t>(choice.picture)));
}

std::vector<ui::OfferedPlace> FileHost::places() {
  return {{{ui::Place::Kind::kSelection, -1}, "Selection"}};
}

core::SharedPlane FileHost::read_place(const ui::Place& place) {
  if (place.kind == ui::Place::Kind::kEverywhere) return nullptr;
  core::Plane left{content_.width(), content_.height(), {}};
  for (std::size_t i = 0; i < content_.pixels(); ++i) {
    left.values.push_back(static_cast<int>(i % left.width) < left.width / 2 ? 1.0F : 0.0F);
  }
  return std::make_shared<const core::Plane>(std::move(left));
}

core::Image FileHost::read_file(const std::string& path) { return read_picture(path); }

ui::Content FileHost::read_content(const ui::Settings&, std::size_t /*layer*/) {
  return {content_, [this](const core::Image& result) { write(result); }};
}

void FileHost::write(const core::Image& picture) const {
  const Pixbuf pixbuf(gdk_pixbuf_new(GDK_COLORSPACE_RGB, FALSE, 8, picture.width(), picture.height()));
  for (int y = 0; y < picture.height(); ++y) {
    guchar* row = gdk_pixbuf_get_pixels(pixbuf.get()) + y * gdk_pixbuf_get_rowstride(pixbuf.get());
    for (int x = 0; x < picture.width(); ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        const float value = std::clamp(picture.plane(channel)[y * picture.width() + x], 0.0F, 1.0F);
        *row++ = static_cast<guchar>(std::lround(value * 255.0F));
      }
    }
  }
  if (!gdk_pixbuf_save(pixbuf.get(), result_file_.c_str(), "png", nullptr, nullptr)) {
    throw base::Error(result_file_ + " cannot be written");
  }
}

ui::Settings FileHost::load_settings() {
  ui::Settings settings;
  std::ifstream file(settings_file_);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  core::set_parameters(settings.parameters, text);
  return settings;
}

void FileHost::save_settings(const ui::Settings& settings) {
  std::ofstream file(settings_file_);
  for (const ui::StyleUse& use : settings.styles) {
    const ui::StyleChoice& style = use.picture;
    file << (style.kind == ui::StyleChoice::Kind::kFile ? style.file : std::to_string(style.picture));
    if (use.weight != 1 || use.scale != 1) file << " " << use.weight << " " << use.scale;
    if (use.place.kind != ui::Place::Kind::kEverywhere) file << " selection";
    file << "\n";
  }
  if (settings.keep.kind != ui::Place::Kind::kEverywhere) file << "keep selection\n";
  if (settings.freeze.kind != ui::Place::Kind::kEverywhere) file << "freeze selection\n";
  for (const core::ParameterRow& row : core::parameter_table()) {
    file << row.name << "=" << core::parameter_text(settings.parameters, row) << "\n";
  }
}

}  // namespace test
