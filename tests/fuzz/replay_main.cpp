// Runs a fuzzer's entry on files, and on deterministic mutations of them:
//   PROGRAM MUTATIONS FILE-OR-FOLDER …
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "mutation.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::vector<std::filesystem::path> files_of(const std::vector<std::string>& words) {
  std::vector<std::filesystem::path> files;
  for (const std::string& word : words) {
    if (std::filesystem::is_directory(word)) {
      for (const auto& entry : std::filesystem::directory_iterator(word)) files.push_back(entry.path());
    } else {
      files.emplace_back(word);
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const std::vector<std::filesystem::path> files =
      files_of({words.begin() + (words.empty() ? 0 : 1), words.end()});
  if (files.empty()) {
    std::cerr << "usage: " << argv[0] << " MUTATIONS FILE-OR-FOLDER …\n";
    return 2;
  }
  const int mutations = std::atoi(words[0].c_str());
  std::mt19937_64 random(1);
  for (const std::filesystem::path& path : files) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    run(bytes);
    for (int i = 0; i < mutations; ++i) run(fuzz::mutated(bytes, random));
  }
  std::cout << files.size() << " files and " << mutations << " mutations of each: nothing broke\n";
  return 0;
}
