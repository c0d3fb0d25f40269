#include "gimp/command_text.h"

#include <glib.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>

#include "base/error.h"
#include "base/translation.h"
#include "core/assignments.h"
#include "presets/take_text.h"

namespace gimp {
namespace {

namespace fs = std::filesystem;
using presets::take_text;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

bool is_utf8(const std::string& text) {
  return g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr);
}

// Can stand in a script as it is, which is UTF-8.
bool is_plain_text(const std::string& text) {
  return is_utf8(text) && std::none_of(text.begin(), text.end(), is_control);
}

std::string uri_of(const std::string& file) {
  return take_text(g_filename_to_uri(file.c_str(), nullptr, nullptr));
}

// A path where a script can hold it, else its URI. Not always: Script-Fu finds no file by a URI with control
// characters.
std::string file_text(const std::string& file) { return is_utf8(file) ? file : uri_of(file); }

void check_name(const std::string& content) {
  if (is_utf8(content)) return;
  throw base::Error(base::format(_("Script-Fu opens no file whose name is no UTF-8, as %s; rename it"),
                                 take_text(g_filename_display_name(content.c_str())).c_str()));
}

bool is_shell_word(char c) {
  return g_ascii_isalnum(c) || (c != '\0' && std::string("_./,:@%+-=").find(c) != std::string::npos);
}

std::string shell_quoted(const std::string& text) {
  if (!text.empty() && std::all_of(text.begin(), text.end(), is_shell_word)) return text;
  const bool plain = is_plain_text(text);
  std::string quoted = plain ? "'" : "$'";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (plain) {
      quoted += c == '\'' ? "'\\''" : std::string(1, c);
    } else if (is_control(c) || byte >= 0x80) {
      char octal[8];
      std::snprintf(octal, sizeof octal, "\\%03o", byte);
      quoted += octal;
    } else {
      quoted += (c == '\'' || c == '\\' ? "\\" : "") + std::string(1, c);
    }
  }
  return quoted + "'";
}

// Of Scheme, and of Python between double quotes.
std::string literal(const std::string& text) {
  std::string string = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') string += '\\';
    string += c == '\n' ? "\\n" : std::string(1, c);
  }
  return string + "\"";
}

// The shortest that reads back as the same number.
std::string number_text(double number) {
  char buffer[64];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr};
}

// What is not as usual, and no matter of the machine.
std::vector<const core::ParameterRow*> changed_rows(const core::Parameters& parameters) {
  std::vector<const core::ParameterRow*> rows;
  for (const core::ParameterRow& row : core::parameter_table()) {
    const bool usual = core::parameter_text(parameters, row) == core::parameter_text({}, row);
    if (!usual && row.presets != core::ParameterRow::Presets::kNone) rows.push_back(&row);
  }
  return rows;
}

std::string painted_file(const PaintCommand& command) {
  const fs::path path = command.content;
  return (path.parent_path() / path.stem()).string() + "-painted.png";
}

std::string joined(const PaintCommand& command, double PaintCommand::Style::*member) {
  const bool usual = std::all_of(command.styles.begin(), command.styles.end(),
                                 [&](const PaintCommand::Style& style) { return style.*member == 1; });
  if (usual) return "";
  std::string text;
  for (const PaintCommand::Style& style : command.styles) {
    text += (text.empty() ? "" : ",") + number_text(style.*member);
  }
  return text;
}

// The procedure's texts: of the styles, and those given.
std::vector<std::pair<std::string, std::string>> texts_of(const PaintCommand& command) {
  std::string more;
  for (std::size_t i = 1; i < command.styles.size(); ++i)
    more += (i > 1 ? "|" : "") + uri_of(command.styles[i].file);
  std::vector<std::pair<std::string, std::string>> texts = {
      {"more-styles", more},
      {"style-weights", joined(command, &PaintCommand::Style::weight)},
      {"style-scales", joined(command, &PaintCommand::Style::scale)}};
  texts.insert(texts.end(), command.texts.begin(), command.texts.end());
  texts.erase(
      std::remove_if(texts.begin(), texts.end(), [](const auto& text) { return text.second.empty(); }),
      texts.end());
  return texts;
}

std::string layer_by_name(const PaintCommand& command, const char* only) {
  return command.layer.empty() ? only
                               : "(car (gimp-image-get-layer-by-name image " + literal(command.layer) + "))";
}

}  // namespace

std::string shell_command(const PaintCommand& command) {
  if (!command.texts.empty()) {
    throw base::Error(base::format(
        _("a command line has nothing for %s, which is something of GIMP's; masks can be files there"),
        command.texts.front().first.c_str()));
  }
  if (!command.layer.empty()) {
    throw base::Error(
        base::format(_("the command line reads no layers of %s; export the layer as a picture first"),
                     command.content.c_str()));
  }
  std::string text = "style-transfer --content " + shell_quoted(command.content);
  for (const PaintCommand::Style& style : command.styles) text += " --style " + shell_quoted(style.file);
  if (const std::string weights = joined(command, &PaintCommand::Style::weight); !weights.empty()) {
    text += " --style-weights " + weights;
  }
  if (const std::string scales = joined(command, &PaintCommand::Style::scale); !scales.empty()) {
    text += " --style-scales " + scales;
  }
  for (const core::ParameterRow* row : changed_rows(command.parameters)) {
    text +=
        std::string(" --") + row->name + " " + shell_quoted(core::parameter_text(command.parameters, *row));
  }
  return text + " --output " + shell_quoted(painted_file(command)) + "\n";
}

std::string script_fu_2(const PaintCommand& command) {
  check_name(command.content);
  const std::string content = literal(command.content), painted = literal(painted_file(command));
  std::string positional, options;
  for (const core::ParameterRow& row : core::parameter_table()) {
    if (row.positional) positional += " " + core::parameter_text(command.parameters, row);
  }
  const auto add = [&](const std::string& name, const std::string& value) {
    options += (options.empty() ? "" : " ") + name + "=" + core::assignment_value(value);
  };
  for (const auto& [name, value] : texts_of(command)) add(name, value);
  for (const core::ParameterRow* row : changed_rows(command.parameters)) {
    if (!row->positional) add(row->name, core::parameter_text(command.parameters, *row));
  }
  return "(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE " + content + " " + content + ")))\n" +
         "       (layer " + layer_by_name(command, "(car (gimp-image-get-active-layer image))") + "))\n" +
         "  (plug-in-style-transfer RUN-NONINTERACTIVE image layer " +
         literal(file_text(command.styles.front().file)) + " -1" + positional + " " + literal(options) +
         ")\n" +
         "  (gimp-file-save RUN-NONINTERACTIVE image (car (gimp-image-merge-visible-layers image "
         "CLIP-TO-IMAGE))\n" +
         "    " + painted + " " + painted + ")\n" + "  (gimp-image-delete image))\n";
}

std::string script_fu_3(const PaintCommand& command) {
  check_name(command.content);
  std::string arguments;
  for (const auto& [name, value] : texts_of(command)) arguments += " #:" + name + " " + literal(value);
  for (const core::ParameterRow* row : changed_rows(command.parameters)) {
    const std::string value = core::parameter_text(command.parameters, *row);
    arguments += std::string(" #:") + row->name + " " + (row->is_text() ? literal(value) : value);
  }
  return "(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE " + literal(file_text(command.content)) +
         ")))\n" + "       (layer " +
         layer_by_name(command, "(vector-ref (car (gimp-image-get-selected-layers image)) 0)") + "))\n" +
         "  (plug-in-style-transfer #:run-mode RUN-NONINTERACTIVE #:image image #:drawables (vector "
         "layer)\n" +
         "    #:style-file " + literal(file_text(command.styles.front().file)) + arguments + ")\n" +
         "  (gimp-image-merge-visible-layers image CLIP-TO-IMAGE)\n" +
         "  (file-png-export #:run-mode RUN-NONINTERACTIVE #:image image #:file " +
         literal(file_text(painted_file(command))) + ")\n" + "  (gimp-image-delete image))\n";
}

std::string python_3(const PaintCommand& command) {
  const auto file = [](const std::string& path) {
    return is_plain_text(path) ? "Gio.File.new_for_path(" + literal(path) + ")"
                               : "Gio.File.new_for_uri(" + literal(uri_of(path)) + ")";
  };
  const std::string layers = command.layer.empty()
                                 ? "image.get_selected_layers()"
                                 : "[image.get_layer_by_name(" + literal(command.layer) + ")]";
  std::string text =
      "from gi.repository import Gimp, Gio\n\nimage = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, " +
      file(command.content) + ")\n" +
      "procedure = Gimp.get_pdb().lookup_procedure(\"plug-in-style-transfer\")\n" +
      "config = procedure.create_config()\n";
  const auto set = [&](const std::string& name, const std::string& value) {
    text += "config.set_property(\"" + name + "\", " + value + ")\n";
  };
  set("run-mode", "Gimp.RunMode.NONINTERACTIVE");
  set("image", "image");
  text += "config.set_core_object_array(\"drawables\", " + layers + ")\n";
  set("style-file", file(command.styles.front().file));
  for (const auto& [name, value] : texts_of(command)) set(name, literal(value));
  for (const core::ParameterRow* row : changed_rows(command.parameters)) {
    const std::string value = core::parameter_text(command.parameters, *row);
    set(row->name, row->is_text() ? literal(value) : value);
  }
  return text + "procedure.run(config)\nimage.merge_visible_layers(Gimp.MergeType.CLIP_TO_IMAGE)\n" +
         "Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, image, " + file(painted_file(command)) + ", None)\n" +
         "image.delete()\n";
}

}  // namespace gimp
