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
        return push(Kind::kInteger, take_signed(take_number(1)));
      case 'G':  // BINFLOAT; no such number says anything of a tensor
        take(8);
        return push(Kind::kReal);
      case 'U':  // SHORT_BINSTRING
        return push_text(take_number(1));
      case 'T':  // BINSTRING
      case 'X':  // BINUNICODE
        return push_text(take_number(4));
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
      case 'R':  // REDUCE
        return call();
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

  // INST and STACK_GLOBAL name functions too, which PyTorch's files do not.
  [[noreturn]] void refuse_instruction(unsigned char instruction) {
    if (instruction == 'i') push_global();
    if (instruction == 0x93 && stack_.size() >= 2) {
      const PickleValue& name = values_[stack_[stack_.size() - 1]];
      const PickleValue& module = values_[stack_[stack_.size() - 2]];
      objects_.global(values_, module.text, name.text);
    }
    refuse(
        file_,
        base::format(
            _("its pickle has the instruction 0x%02X at byte %zu, which PyTorch does not write for tensors"),
            instruction, at_ - 1));
  }

  void check_protocol(int protocol) const {
    constexpr int kProtocol = 2;
    if (protocol != kProtocol) {
      refuse(file_,
             base::format(_("its pickle is of protocol %d; 2, as torch.save writes it, is read"), protocol));
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

  // Little-endian two's complement of `count` bytes.
  std::int64_t take_signed(std::uint64_t count) {
    if (count > 8)
      refuse(file_, base::format(_("its pickle has an integer of %ju bytes at byte %zu; the file is damaged"),
                                 count, at_));
    if (count == 0) return 0;
    const unsigned unused = static_cast<unsigned>(64 - 8 * count);
    const auto shifted = static_cast<std::int64_t>(take_number(count) << unused);
    return shifted / (std::int64_t{1} << unused);
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

  void push_text(std::uint64_t length) {
    PickleValue value;
    value.kind = Kind::kText;
    value.text = take(length);
    stack_.push_back(values_.add(std::move(value)));
  }

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

  PickleValue& top() {
    if (stack_.size() == bottom())
      refuse_damaged(_("its pickle takes more values than there are at byte %zu; the file is damaged"));
    return values_[stack_.back()];
  }

  void extend(Kind kind, const std::vector<ValueId>& items) {
    PickleValue& container = top();
    if (container.kind != kind)
      refuse_damaged(_("its pickle adds to something else than it should at byte %zu; the file is damaged"));
    if (kind == Kind::kDict && items.size() % 2 != 0)
      refuse_damaged(_("its pickle lacks the value of a key at byte %zu; the file is damaged"));
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

  // Attributes of a dictionary; state_dict's _metadata, which says nothing of the tensors.
  void build() {
    pop();
    if (top().kind != Kind::kDict)
      refuse_damaged(
          _("its pickle gives attributes to something that has none at byte %zu; the file is damaged"));
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
