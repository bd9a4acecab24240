// Grains that are too hard are an exception.

#include <cstring>
#include <stdexcept>
#include <string>

#include "stones.h"

static std::string grind(long hardness) {
  if (hardness > 7)
    throw std::range_error("harder than " + std::to_string(7));
  return std::string(hardness, '.');
}

void stones_grind(struct stones_grain grain, char *said, size_t room) {
  try {
    std::strncpy(said, grind(grain.hardness).c_str(), room - 1);
  } catch (const std::exception &error) {
    std::strncpy(said, error.what(), room - 1);
  }
}
