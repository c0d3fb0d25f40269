// Every way in which GIMP stores a layer is told from its babl format, and what is written is read again.
#include "gimp/sample_encoding.h"

#include <gegl.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "gimp/handles.h"
#include "gimp/pixels.h"

namespace gimp {
namespace {

class SampleEncodingTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { gegl_init(nullptr, nullptr); }
};

const char* const kTypes[] = {"u8", "u16", "u32", "half", "float", "double"};

core::Image ramp() {
  core::Image image(50, 40, true);
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) {
      const int i = y * image.width() + x;
      image.plane(0)[i] = static_cast<float>(x) / 49;
      image.plane(1)[i] = static_cast<float>(y) / 39;
      image.plane(2)[i] = static_cast<float>(x + y) / 88;
      image.alpha()[i] = static_cast<float>(y) / 39;
    }
  }
  return image;
}

float greatest_difference(const float* one, const float* other, std::size_t count) {
  float greatest = 0;
  for (std::size_t i = 0; i < count; ++i) greatest = std::max(greatest, std::abs(one[i] - other[i]));
  return greatest;
}

TEST_F(SampleEncodingTest, counts_in_the_type_and_the_curve_of_the_layer) {
  for (const std::string type : kTypes) {
    const std::string kept = type == "u8" || type == "u16" ? type : "float";
    for (const std::string model : {"RGB", "RGBA", "Y", "YA"}) {
      EXPECT_EQ(SampleEncoding(babl_format((model + " " + type).c_str())).format(),
                babl_format(("RGBA " + kept).c_str()));
    }
    for (const std::string model : {"R'G'B'", "R'G'B'A", "Y'", "Y'A", "R~G~B~A", "Y~"}) {
      EXPECT_EQ(SampleEncoding(babl_format((model + " " + type).c_str())).format(),
                babl_format(("R'G'B'A " + kept).c_str()))
          << model << " " << type;
    }
  }
}

TEST_F(SampleEncodingTest, takes_a_palette_for_perceptual_bytes) {
  const Babl* opaque = nullptr;
  const Babl* with_alpha = nullptr;
  babl_new_palette_with_space("test palette", babl_space("sRGB"), &opaque, &with_alpha);
  for (const Babl* const palette : {opaque, with_alpha}) {
    EXPECT_EQ(SampleEncoding(palette).format(), babl_format("R'G'B'A u8"));
  }
}

TEST_F(SampleEncodingTest, reads_what_was_written) {
  const core::Image written = ramp();
  for (const std::string type : kTypes) {
    for (const std::string model : {"RGBA", "R'G'B'A"}) {
      const GeglRectangle extent = {0, 0, written.width(), written.height()};
      const BufferHandle buffer(gegl_buffer_new(&extent, babl_format((model + " " + type).c_str())));
      write_pixels(buffer.get(), written, written.alpha());
      const core::Image read = read_pixels(buffer.get());
      ASSERT_TRUE(read.has_alpha());
      // 8 linear bits have wide steps in the dark.
      const float step = type == "u8" ? (model == "RGBA" ? 0.03F : 0.002F) : 0.001F;
      EXPECT_LT(greatest_difference(written.rgb().data(), read.rgb().data(), read.rgb().size()), step)
          << model << " " << type;
      EXPECT_LT(greatest_difference(written.alpha().data(), read.alpha().data(), read.pixels()), 0.002F);
    }
  }
}

TEST_F(SampleEncodingTest, leaves_other_profiles_to_babl) {
  const Babl* const wide = babl_space("Adobish");
  ASSERT_NE(wide, nullptr);
  EXPECT_EQ(SampleEncoding(babl_format_with_space("RGBA u16", wide)).format(), babl_format("R'G'B'A float"));
}

}  // namespace
}  // namespace gimp
