// Several pictures in one call: which files are meant, and what each result is called.
#pragma once

#include <string>
#include <vector>

namespace cli {

// Files as they are, the pictures in a folder, and what a pattern with *, ? or [ matches where it is no file's
// name, in the order of their names. Throws base::Error for a folder or pattern without pictures.
std::vector<std::string> picture_files(const std::vector<std::string>& given);

// Whether a result's name depends on the picture.
bool has_place(const std::string& pattern);

// The pattern with {name} (the content's, without its ending), {style} (the first style's) and {ext} (the
// content's ending, or png where that cannot be written). Throws base::Error for other words in braces.
std::string result_name(const std::string& pattern, const std::string& content, const std::string& style);

}  // namespace cli
