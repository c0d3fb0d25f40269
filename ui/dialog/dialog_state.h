// What the dialog is about.
#pragma once

namespace ui {

// kSetting → kPreparing → kRendering → (kStopping | kKeeping) → kWriting; errors and Cancel lead back.
enum class DialogState { kSetting, kPreparing, kRendering, kStopping, kKeeping, kWriting };

}  // namespace ui
