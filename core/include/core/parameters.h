// All parameters of a style transfer, declared once.
//
// parameter_table() drives the command line's options, the GIMP procedures' arguments, the dialog, the log's
// header, presets and the table in docs/parameters.md: a new parameter is one row plus the code that uses it.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace weights {
struct Request;
}

namespace core {

struct Parameters {
  std::string weights = "fast";
  std::string network = "auto";
  std::string width = "half";
  int size = 0;
  int iterations = 40;
  int scales = 0;
  std::string optimizer = "adam";
  double content_weight = 3.0;
  double style_weight = 10.0;
  double tv_weight = 1.0;
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

// All that is known of a parameter. Title, group, blurb and choices are in English here, and translated where
// they are shown.
struct ParameterRow {
  // What is made anew for another value, beyond the next picture.
  enum class Renews {
    kNothing,
    kTimes,          // what was measured to predict times
    kRandomWeights,  // random weights, which take as long as others
    kNetwork         // engine, weights, layers or losses, and the times with them
  };
  // Which presets hold it: none, the user's, or also those that are shipped.
  enum class Presets { kNone, kOwn, kShippedAndOwn };

  const char* name;   // "content-weight": the option --content-weight, GIMP 3 argument, table name
  const char* title;  // "Content weight": the control's label
  const char* group;  // "Picture", "Network", "Losses", "Optimisation", "Machine"
  ParameterMember member;
  const char* blurb;  // one line for people
  double least = 0;   // numbers: inclusive range
  double greatest = 0;
  const char* unit = "";             // "px", "MiB" or ""
  std::vector<const char*> choices;  // texts with a fixed set of values; empty: any
  Renews renews = Renews::kNothing;
  Presets presets = Presets::kOwn;
  bool own_control = false;  // the dialog shows it apart from "More options"
  // A number with a place of its own among the arguments of GIMP 2.10's procedure, in the table's order; the
  // others go into its text "options". Scripts rely on both.
  bool positional = false;

  bool is_whole() const { return std::holds_alternative<int Parameters::*>(member); }
  bool is_text() const { return std::holds_alternative<std::string Parameters::*>(member); }
};

const std::vector<ParameterRow>& parameter_table();
// Throws base::Error naming what is unknown and listing the names.
const ParameterRow& parameter_row(std::string_view name);
// "0 … 16384 px", of a number.
std::string range_text(const ParameterRow& row);

bool same_parameters(const Parameters& a, const Parameters& b);

// Which weights they ask for.
weights::Request weights_request(const Parameters& parameters);

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
