#include "files/pytorch/unpickler.h"

#include <cstdint>
#include <cstring>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/translation.h"
#include "files/file_error.h"

namespace weights {
namespace {

using Kind = PickleValue::Kind;

class Unpickler {
 public:
  Unpickler(std::string_view bytes, PickleValues& values, PytorchObjects& objects, const std::string& file)
      : bytes_(bytes), values_(values), objects_(objects), file_(file) {}

  Unpickled run() {
    constexpr unsigned char kStop = '.';
    for (std::size_t count = 0; count < kMostInstructions; ++count) {
      const auto instruction = static_cast<unsigned char>(take(1)[0]);
      if (instruction == kStop) return {pop(), at_};
      execute(instruction);
    }
    refuse(file_, base::format(_("its pickle has more than %zu instructions; no VGG has so many"),
                               kMostInstructions));
  }

 private:
  // The names are those of Python's pickletools.
  void execute(unsigned char instruction) {
    switch (instruction) {
      case 0x80:  // PROTO
        return check_protocol(static_cast<int>(take_number(1)));
      case '(':  // MARK
        return marks_.push_back(stack_.size());
      case 'N':  // NONE
        return push(Kind::kNone);
      case 0x88:  // NEWTRUE
      case 0x89:  // NEWFALSE
        return push(Kind::kTruth, instruction == 0x88);
      case 'K':  // BININT1
        return push(Kind::kInteger, static_cast<std::int64_t>(take_number(1)));
      case 'M':  // BININT2
        return push(Kind::kInteger, static_cast<std::int64_t>(take_number(2)));
      case 'J':  // BININT
        return push(Kind::kInteger, static_cast<std::int32_t>(take_number(4)));
      case 0x8A:  // LONG1
        return push_long(take_number(1));
      case 0x8B:  // LONG4
        return push_long(take_number(4));
      case 'G':  // BINFLOAT
        return push_other(8);
      case 'C':  // SHORT_BINBYTES
        return push_other(take_number(1));
      case 'B':  // BINBYTES
        return push_other(take_number(4));
      case 0x8E:  // BINBYTES8
      case 0x96:  // BYTEARRAY8
        return push_other(take_number(8));
      case 0x8C:  // SHORT_BINUNICODE
      case 'U':   // SHORT_BINSTRING
        return push_text(take_number(1));
      case 'T':  // BINSTRING
      case 'X':  // BINUNICODE
        return push_text(take_number(4));
      case 0x8D:  // BINUNICODE8
        return push_text(take_number(8));
      case ')':  // EMPTY_TUPLE
        return push(Kind::kTuple);
      case 0x85:  // TUPLE1
      case 0x86:  // TUPLE2
      case 0x87:  // TUPLE3
        return push_tuple(pop_many(instruction - 0x84u));
      case 't':  // TUPLE
        return push_tuple(pop_to_mark());
      case ']':  // EMPTY_LIST
        return push(Kind::kList);
      case 'a':  // APPEND
        return extend(Kind::kList, pop_many(1));
      case 'e':  // APPENDS
        return extend(Kind::kList, pop_to_mark());
      case '}':  // EMPTY_DICT
        return push(Kind::kDict);
      case 's':  // SETITEM
        return extend(Kind::kDict, pop_many(2));
      case 'u':  // SETITEMS
        return extend(Kind::kDict, pop_to_mark());
      case 0x8F:  // EMPTY_SET
        return push(Kind::kObject);
      case 0x90:  // ADDITEMS
        pop_to_mark();
        return check_top(Kind::kObject);
      case 0x91:  // FROZENSET
        pop_to_mark();
        return push(Kind::kObject);
      case '0':  // POP
        return drop();
      case '1':  // POP_MARK
        pop_to_mark();
        return;
      case '2':  // DUP
        top();
        return stack_.push_back(stack_.back());
      case 0x94:  // MEMOIZE
        return remember(memo_.size());
      case 'q':  // BINPUT
        return remember(take_number(1));
      case 'r':  // LONG_BINPUT
        return remember(take_number(4));
      case 'h':  // BINGET
        return recall(take_number(1));
      case 'j':  // LONG_BINGET
        return recall(take_number(4));
      case 'c':  // GLOBAL
        return push_global();
      case 0x93:  // STACK_GLOBAL
        return push_stacked_global();
      case 'R':  // REDUCE
        return call();
      case 0x81:  // NEWOBJ
        pop();
        return stack_.push_back(objects_.object(values_, pop()));
      case 0x92:  // NEWOBJ_EX
        pop_many(2);
        return stack_.push_back(objects_.object(values_, pop()));
      case 0x95:  // FRAME: how many bytes belong together
        take(8);
        return;
      case 'b':  // BUILD
        return build();
      case 'Q':  // BINPERSID
        return stack_.push_back(objects_.storage(values_, pop()));
      default:
        refuse_instruction(instruction);
    }
  }

  // `sentence`: with a place for the byte.
  [[noreturn]] void refuse_damaged(const char* sentence) const { refuse(file_, base::format(sentence, at_)); }

  [[noreturn]] void refuse_instruction(unsigned char instruction) const {
    refuse(
        file_,
        base::format(
            _("its pickle has the instruction 0x%02X at byte %zu, which PyTorch does not write for tensors"),
            instruction, at_ - 1));
  }

  void check_protocol(int protocol) const {
    if (protocol < 2 || protocol > 5) {
      refuse(file_, base::format(_("its pickle is of protocol %d; 2 to 5 are read"), protocol));
    }
  }

  std::string_view take(std::size_t count) {
    if (count > bytes_.size() - at_)
      refuse_damaged(_("its pickle ends too early at byte %zu; the file is damaged"));
    const std::string_view taken = bytes_.substr(at_, count);
    at_ += count;
    return taken;
  }

  std::uint64_t take_number(std::size_t count) {
    std::uint64_t number = 0;
    const std::string_view digits = take(count);
    for (std::size_t i = 0; i < count; ++i) {
      number |= static_cast<std::uint64_t>(static_cast<unsigned char>(digits[i])) << (8 * i);
    }
    return number;
  }

  // Little-endian two's complement of `count` bytes. What does not fit is no size.
  void push_long(std::uint64_t count) {
    if (count > 8) return push_other(count);
    if (count == 0) return push(Kind::kInteger);
    const unsigned unused = static_cast<unsigned>(64 - 8 * count);
    const auto shifted = static_cast<std::int64_t>(take_number(count) << unused);
    push(Kind::kInteger, shifted / (std::int64_t{1} << unused));
  }

  std::string_view take_line() {
    const std::size_t end = bytes_.find('\n', at_);
    if (end == std::string_view::npos)
      refuse_damaged(_("its pickle ends too early at byte %zu; the file is damaged"));
    const std::string_view line = take(end - at_);
    take(1);
    return line;
  }

  std::size_t bottom() const { return marks_.empty() ? 0 : marks_.back(); }

  void push(Kind kind, std::int64_t number = 0) { stack_.push_back(values_.add(kind, number)); }

  void push_text(std::uint64_t length, Kind kind = Kind::kText) {
    PickleValue value;
    value.kind = kind;
    value.text = take(length);
    stack_.push_back(values_.add(std::move(value)));
  }

  void push_other(std::uint64_t length) { push_text(length, Kind::kOther); }

  void push_tuple(std::vector<ValueId> items) {
    PickleValue value;
    value.kind = Kind::kTuple;
    value.items = std::move(items);
    stack_.push_back(values_.add(std::move(value)));
  }

  void push_global() {
    const std::string_view module = take_line();
    const std::string_view name = take_line();
    stack_.push_back(objects_.global(values_, module, name));
  }

  void push_stacked_global() {
    const PickleValue name = values_[pop()];
    const PickleValue module = values_[pop()];
    if (name.kind != Kind::kText || module.kind != Kind::kText)
      refuse_damaged(
          _("its pickle names a function by something that is no name at byte %zu; the file is damaged"));
    stack_.push_back(objects_.global(values_, module.text, name.text));
  }

  std::vector<ValueId> pop_many(std::size_t count) {
    if (stack_.size() - bottom() < count)
      refuse_damaged(_("its pickle takes more values than there are at byte %zu; the file is damaged"));
    std::vector<ValueId> items(stack_.end() - static_cast<std::ptrdiff_t>(count), stack_.end());
    stack_.resize(stack_.size() - count);
    return items;
  }

  std::vector<ValueId> pop_to_mark() {
    if (marks_.empty()) refuse_damaged(_("its pickle lacks a mark at byte %zu; the file is damaged"));
    std::vector<ValueId> items = pop_many(stack_.size() - bottom());
    marks_.pop_back();
    return items;
  }

  ValueId pop() { return pop_many(1)[0]; }

  // A mark where that is on top.
  void drop() {
    if (!marks_.empty() && stack_.size() == bottom()) {
      marks_.pop_back();
    } else {
      pop();
    }
  }

  // Until another value is added.
  PickleValue& top() {
    if (stack_.size() == bottom())
      refuse_damaged(_("its pickle takes more values than there are at byte %zu; the file is damaged"));
    return values_[stack_.back()];
  }

  void check_top(Kind kind) {
    if (top().kind != kind)
      refuse_damaged(_("its pickle adds to something else than it should at byte %zu; the file is damaged"));
  }

  // Objects may be dictionaries of a kind; what is in those that are lists of a kind is passed over.
  void extend(Kind kind, const std::vector<ValueId>& items) {
    const bool object = top().kind == Kind::kObject;
    if (!object) check_top(kind);
    if (kind == Kind::kDict && items.size() % 2 != 0)
      refuse_damaged(_("its pickle lacks the value of a key at byte %zu; the file is damaged"));
    if (object && kind != Kind::kDict) return;
    PickleValue& container = top();
    container.items.insert(container.items.end(), items.begin(), items.end());
  }

  void remember(std::uint64_t place) {
    top();
    memo_[place] = stack_.back();
  }

  void recall(std::uint64_t place) {
    const auto found = memo_.find(place);
    if (found == memo_.end())
      refuse_damaged(_("its pickle uses a value that it has not made at byte %zu; the file is damaged"));
    stack_.push_back(found->second);
  }

  void call() {
    const ValueId arguments = pop();
    const ValueId function = pop();
    stack_.push_back(objects_.call(values_, function, arguments));
  }

  // Attributes of an object, which are kept; of a dictionary (state_dict's _metadata) or a tensor they say
  // nothing.
  void build() {
    const ValueId state = pop();
    switch (top().kind) {
      case Kind::kObject: {
        const ValueId none = values_.add(Kind::kNone);
        top().items.insert(top().items.end(), {none, state});
        return;
      }
      case Kind::kArray:
      case Kind::kNumberType:
        return objects_.build(values_, stack_.back(), state);
      case Kind::kDict:
      case Kind::kTensor:
      case Kind::kForeign:
        return;
      default:
        refuse_damaged(
            _("its pickle gives attributes to something that has none at byte %zu; the file is damaged"));
    }
  }

  const std::string_view bytes_;
  PickleValues& values_;
  PytorchObjects& objects_;
  const std::string& file_;
  std::size_t at_ = 0;
  std::vector<ValueId> stack_;
  std::vector<std::size_t> marks_;  // heights of the stack
  std::unordered_map<std::uint64_t, ValueId> memo_;
};

}  // namespace

Unpickled unpickle(std::string_view bytes, PickleValues& values, PytorchObjects& objects,
                   const std::string& file) {
  return Unpickler(bytes, values, objects, file).run();
}

}  // namespace weights
