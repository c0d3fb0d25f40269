#include "core/serve.h"

#include <exception>
#include <new>
#include <utility>

#include "base/translation.h"
#include "core/painter.h"
#include "core/style_job.h"
#include "painter/team_job.h"
#include "team/relay.h"
#include "team/team_run.h"

namespace core {

void serve(Team& team, Observer& observer) {
  Painter painter(team);
  Relay relay(team);
  for (bool more = true;;) {
    relay.pass(more);
    if (!more) return;
    TeamJob job;
    pass(relay, job);
    TeamRun run(team);
    try {
      painter.update(job.parameters, job.styles);
      StyleJob(painter, std::move(job.frame)).assist(observer, run, job.tiling);
    } catch (const Cancelled&) {
      run.leave_cancelled();
    } catch (const std::bad_alloc&) {
      run.leave_failed(_("there is not enough memory; a smaller size needs less"));
    } catch (const std::exception& error) {
      run.leave_failed(error.what());
    }
  }
}

void dismiss(Team& team) {
  bool more = false;
  Relay(team).pass(more);
}

}  // namespace core
