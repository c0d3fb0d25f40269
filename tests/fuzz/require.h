// What every fuzzer asks of what it sees; it aborts where that does not hold, which libFuzzer takes for a find.
#pragma once

#include <cstddef>
#include <string>

#include "base/error.h"

namespace fuzz {

void require(bool condition, const char* what);

// Of a message: that it begins so, and is one sentence of less than `most` bytes.
void require_sentence(const base::Error& error, const std::string& begin, std::size_t most = 1000);

}  // namespace fuzz
