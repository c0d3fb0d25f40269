// A picture file before GIMP is asked to load it: whatever is wrong with it is said in our own words.
#pragma once

#include <string>

namespace gimp {

// The path as people may read it.
std::string shown_path(const std::string& path);

// The path of a file as people and scripts give it: a path, "~/…" or "file:///…". Throws base::Error for a
// file: that names no file of this machine.
std::string local_path(const std::string& given);

// Throws base::Error for a file that is missing, a folder, empty, not readable, cut off or damaged.
void check_picture_file(const std::string& path);

}  // namespace gimp
