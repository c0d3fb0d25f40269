// What the procedural databases of both generations of GIMP say of the procedures; blurb, help and menu label
// are to be translated, by GIMP 2.10 itself and for GIMP 3 by the host.
#pragma once

namespace gimp {

inline constexpr char kProcedureName[] = "plug-in-style-transfer";
extern const char* const kProcedureBlurb;
extern const char* const kProcedureHelp;
extern const char* const kMenuLabel;
inline constexpr char kAnimationName[] = "plug-in-style-transfer-animation";
extern const char* const kAnimationBlurb;
extern const char* const kAnimationHelp;
extern const char* const kAnimationLabel;
inline constexpr char kAuthors[] = "The Style Transfer authors";
inline constexpr char kLicence[] = "GPL-3.0-or-later";
inline constexpr char kYear[] = "2025";
inline constexpr char kMenuPath[] = "<Image>/Filters/Artistic";
inline constexpr char kAnimationPath[] = "<Image>/Filters/Animation";

}  // namespace gimp
