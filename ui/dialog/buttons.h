// The row of buttons below the dialog, and which of them can be pressed when.
#pragma once

#include "dialog/dialog_state.h"
#include "ui/host.h"
#include "widgets/widgets.h"

namespace ui {

class Buttons {
 public:
  // Responses of the dialog beside GTK_RESPONSE_OK, which renders, and GTK_RESPONSE_CANCEL.
  enum Response { kPause = 1, kKeep, kTry };

  // Adds them to the dialog, which must outlive them.
  Buttons(GtkDialog* dialog, Host& host);

  void show(DialogState state);
  // There is something to keep and to pause from now on, until the next show().
  void allow_keeping();
  void show_paused(bool paused);

 private:
  GtkDialog* dialog_;
  GtkWidget* pause_;
};

}  // namespace ui
