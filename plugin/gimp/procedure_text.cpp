#include "gimp/procedure_text.h"

#include "base/translation.h"

namespace gimp {

const char* const kProcedureBlurb = N_("Paint a layer in the style of another picture");
const char* const kProcedureHelp = N_(
    "Computes a picture with the layout of the layer and the colours and brush strokes of the style picture, "
    "after Gatys, Ecker and Bethge (2016), and adds it as a new layer above. The layer itself stays as it "
    "is; with a selection, the new layer gets a mask from it. In a gray image the new layer is gray; an "
    "indexed "
    "image becomes one with RGB where that is wanted.");
const char* const kMenuLabel = N_("_Style Transfer…");

}  // namespace gimp
