// All parameters of a style transfer, declared once.
//
// parameter_table() drives the command line's options, the GIMP procedures' arguments, the dialog, the log's
// header and the table in docs/parameters.md: a new parameter is one row plus the code that uses it.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace core {

struct Parameters {
  std::string weights = "vgg16";
  std::string network = "auto";
  std::string width = "half";
  int size = 0;
  int iterations = 40;
  int scales = 0;
  std::string optimizer = "adam";
  double content_weight = 3.0;
  double style_weight = 10.0;
  double tv_weight = 1.0;
  double keep_lines = 0.0;
  std::string content_layers = "auto";
  std::string style_layers = "auto";
  std::string pooling = "auto";
  std::string style_loss = "auto";
  std::string normalization = "auto";
  std::string init = "matched";
  std::string colour = "style";
  double style_scale = 1.0;
  std::string seamless = "none";
  int seed = 0;
  int threads = 0;
  std::string precision = "auto";
  int memory_limit = 0;
};

// Exactly one of the member pointers is meant, by the variant's alternative.
using ParameterMember = std::variant<int Parameters::*, double Parameters::*, std::string Parameters::*>;

// Title, group, blurb and choices are in English here, and translated where they are shown.
struct ParameterRow {
  const char* name;   // "content-weight": the option --content-weight, GIMP 3 argument, table name
  const char* title;  // "Content weight": the control's label
  ParameterMember member;
  double least;  // numbers: inclusive range
  double greatest;
  const char* unit;                  // "px", "MiB" or ""
  const char* group;                 // "Picture", "Network", "Losses", "Optimisation", "Machine"
  const char* blurb;                 // one line for people
  std::vector<const char*> choices;  // texts with a fixed set of values; empty: any
  bool changes_network = false;      // another value wants other weights, layers or losses opened
};

const std::vector<ParameterRow>& parameter_table();
// Throws base::Error naming what is unknown and listing the names.
const ParameterRow& parameter_row(std::string_view name);

bool same_parameters(const Parameters& a, const Parameters& b);

// Whether Parameters::init is a picture file, and none of the names.
bool starts_from_file(const Parameters& parameters);

// Sets one parameter from text. Throws base::Error that names the parameter, the value and what would be
// right (not a number, NaN, out of range, unknown choice).
void set_parameter(Parameters& parameters, const std::string& name, const std::string& text);
std::string parameter_text(const Parameters& parameters, const ParameterRow& row);

// "optimizer=adam seed=3": names and values, separated by white space; a value with spaces in double quotes.
void set_parameters(Parameters& parameters, const std::string& assignments);

// Checks every value's range, also of numbers set directly. Throws like set_parameter.
void check_parameters(const Parameters& parameters);

// The table of docs/parameters.md.
std::string parameter_markdown();

}  // namespace core
