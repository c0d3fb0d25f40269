// The file in which measured choices are kept for the next run: convolutions.json in the user's cache folder,
// one list per machine (processor, instruction set, library, threads), since a home folder may be shared.
//
// A file that is broken, or of another format, is ignored and written anew. Thread rule: as the Engine.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace dnn {

class ChoiceCache {
 public:
  // `folder` empty: nothing is kept.
  ChoiceCache(std::filesystem::path folder, std::string machine);

  // Whether what is remembered will be there for the next run.
  bool lasting();

  std::optional<std::string> find(const std::string& key) const;
  void remember(const std::string& key, const std::string& value);
  // Writes beside and renames, with what other programs have added meanwhile. False where that failed.
  bool save();

 private:
  using Choices = std::map<std::string, std::string>;
  using Machines = std::map<std::string, Choices>;

  Machines load() const;

  std::filesystem::path file_;
  std::string machine_;
  Choices choices_;
  std::optional<bool> lasting_;
};

}  // namespace dnn
