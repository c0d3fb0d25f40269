// What the procedural databases of both generations of GIMP say of the procedure.
#pragma once

namespace gimp {

inline constexpr char kProcedureBlurb[] = "Paint a layer in the style of another picture";
inline constexpr char kProcedureHelp[] =
    "Computes a picture with the layout of the layer and the colours and brush strokes of the style picture, "
    "after Gatys, Ecker and Bethge (2016), and adds it as a new layer above. The layer itself stays as it "
    "is; with a selection, the new layer gets a mask from it. In a gray image the new layer is gray; indexed "
    "images must be converted to RGB first.";
inline constexpr char kAuthors[] = "The Style Transfer authors";
inline constexpr char kLicence[] = "GPL-3.0-or-later";
inline constexpr char kYear[] = "2025";
inline constexpr char kMenuLabel[] = "_Style Transfer…";
inline constexpr char kMenuPath[] = "<Image>/Filters/Artistic";

}  // namespace gimp
