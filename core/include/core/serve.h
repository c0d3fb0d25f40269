// What the ranks of a team do that do not lead it.
#pragma once

#include "core/observer.h"
#include "core/team.h"

namespace core {

// Computes its share of every picture that the Painter of rank 0 paints, until that rank calls dismiss(). What
// goes wrong here ends the picture there, as a base::Error that names this rank, and on all others; the next
// picture may follow. Of the observer only cancelled() is asked: it ends the picture on all ranks.
// An exception means that this rank has lost the others, and its process must end.
void serve(Team& team, Observer& observer);

// By rank 0, when nothing is painted any more.
void dismiss(Team& team);

}  // namespace core
