// Passes values from rank 0 to the others: pass(value) sends what it has there, and elsewhere fills it. What
// is shared, and was passed with the last picture too, is not passed again, and is the same pointer again.
#pragma once

#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "core/image.h"
#include "core/plane.h"
#include "team/team_run.h"

namespace core {

class Relay {
 public:
  // `team` must outlive it.
  explicit Relay(Team& team) : team_(team) {}

  // Before the first value of a picture.
  void start();

  template <class Value>
  void pass(Value& value) {
    static_assert(std::is_trivially_copyable_v<Value>, "or it has a pass() of its own");
    broadcast(team_, &value, sizeof value);
  }
  void pass(std::string& text) { pass_all(text); }
  void pass(std::vector<float>& values) { pass_all(values); }
  void pass(Image& image);
  void pass(Plane& plane);
  // Null, too.
  void pass(std::shared_ptr<const Image>& image) { pass_shared(image, images_); }
  void pass(SharedPlane& plane) { pass_shared(plane, planes_); }

 private:
  template <class Value>
  struct Known {
    std::vector<std::shared_ptr<const Value>> before, now;  // of the last picture, of this one
  };

  template <class List>
  void pass_all(List& list);
  template <class Value>
  void pass_shared(std::shared_ptr<const Value>& value, Known<Value>& known);

  Team& team_;
  Known<Image> images_;
  Known<Plane> planes_;
};

}  // namespace core
