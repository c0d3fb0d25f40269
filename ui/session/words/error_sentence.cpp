#include "ui/error_sentence.h"

#include <exception>
#include <new>

#include "base/translation.h"

namespace ui {

std::string sentence_of_current_exception() {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return _("there is not enough memory for this size; choose a smaller one");
  } catch (const std::exception& exception) {
    return exception.what();
  }
}

}  // namespace ui
