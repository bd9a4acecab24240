// Grains that are too hard are an exception.

#include <cstring>
#include <stdexcept>
#include <string>

static std::string grind(int hardness) {
  if (hardness > 7)
    throw std::range_error("harder than " + std::to_string(7));
  return std::string(hardness, '.');
}

extern "C" void stones_grind(int hardness, char *said, size_t room) {
  try {
    std::strncpy(said, grind(hardness).c_str(), room - 1);
  } catch (const std::exception &error) {
    std::strncpy(said, error.what(), room - 1);
  }
}
