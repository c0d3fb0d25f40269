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
const char* const kAnimationBlurb = N_("Paint the layers of an animation in the style of another picture");
const char* const kAnimationHelp = N_(
    "Takes the layers as the frames of an animation, the lowest first, as Filters > Animation > Playback "
    "does: "
    "\"(replace)\" in a layer's name begins anew, other layers are drawn over the ones before. Each frame is "
    "painted on from the one before, so that the painting holds still where the animation does. The result "
    "is a "
    "new image with as many layers, which keep their times, \"(100ms)\", and can be exported as GIF or WebP. "
    "Frames are painted whole, whatever is selected.");
const char* const kAnimationLabel = N_("_Style Transfer (Animation)…");

}  // namespace gimp
