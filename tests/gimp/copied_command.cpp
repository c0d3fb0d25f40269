// Prints what the dialog copies: copied_command KIND CONTENT LAYER (STYLE SHARE)… -- NAME=VALUE…, where KIND is
// shell, script-fu-2, script-fu-3 or python-3, and a LAYER of "" is the only one.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>

#include "base/error.h"
#include "gimp/command_text.h"

namespace {

using Text = std::string (*)(const gimp::PaintCommand&);

}  // namespace

int main(int argc, char** argv) {
  const std::map<std::string, Text> texts = {{"shell", gimp::shell_command},
                                             {"script-fu-2", gimp::script_fu_2},
                                             {"script-fu-3", gimp::script_fu_3},
                                             {"python-3", gimp::python_3}};
  if (argc < 5 || texts.count(argv[1]) == 0) return 2;
  gimp::PaintCommand command{argv[2], argv[3]};
  int i = 4;
  for (; i + 1 < argc && std::strcmp(argv[i], "--") != 0; i += 2) {
    command.styles.push_back({argv[i], std::atof(argv[i + 1]), 1});
  }
  try {
    for (++i; i < argc; ++i) core::set_parameters(command.parameters, argv[i]);
    std::fputs(texts.at(argv[1])(command).c_str(), stdout);
    return 0;
  } catch (const base::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
