#include <string>

int main() { return std::string("hello").size() == 5 ? 0 : 1; }
