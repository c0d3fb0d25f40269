#include "team/relay.h"

#include <algorithm>
#include <utility>

namespace core {

void Relay::start() {
  images_.before = std::exchange(images_.now, {});
  planes_.before = std::exchange(planes_.now, {});
}

template <class List>
void Relay::pass_all(List& list) {
  std::size_t length = list.size();
  pass(length);
  list.resize(length);
  broadcast(team_, list.data(), length * sizeof(typename List::value_type));
}

void Relay::pass(Image& image) {
  int width = image.width(), height = image.height();
  bool has_alpha = image.has_alpha();
  pass(width);
  pass(height);
  pass(has_alpha);
  if (team_.rank() > 0) image = Image(width, height, has_alpha);
  pass(image.rgb());
  pass(image.alpha());
}

void Relay::pass(Plane& plane) {
  pass(plane.width);
  pass(plane.height);
  pass(plane.values);
}

template <class Value>
void Relay::pass_shared(std::shared_ptr<const Value>& value, Known<Value>& known) {
  enum : int { kNull = -2, kNew = -1 };  // or its number among those known
  int number = kNull;
  if (value) {
    const auto found = std::find(known.before.begin(), known.before.end(), value);
    number = found == known.before.end() ? kNew : static_cast<int>(found - known.before.begin());
  }
  pass(number);
  if (number == kNew) {
    auto passed = value ? std::const_pointer_cast<Value>(value) : std::make_shared<Value>();
    pass(*passed);  // which changes nothing where it is sent
    value = std::move(passed);
  } else {
    value = number == kNull ? nullptr : known.before[number];
  }
  if (value) known.now.push_back(value);
}

template void Relay::pass_shared(std::shared_ptr<const Image>&, Known<Image>&);
template void Relay::pass_shared(SharedPlane&, Known<Plane>&);
template void Relay::pass_all(std::string&);
template void Relay::pass_all(std::vector<float>&);

}  // namespace core
