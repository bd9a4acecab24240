// A sum by threads, and what goes wrong in them: exceptions end here, where C begins.
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <exception>
#include <memory>
#include <mutex>
#include <random>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

namespace {

struct Sum {
	std::timed_mutex access;
	std::condition_variable_any done;
	std::size_t waiting = 0;
	double total = 0;
	std::exception_ptr wrong;
};

void add(const std::shared_ptr<Sum> &sum, double value) noexcept
{
	std::unique_lock<std::timed_mutex> held(sum->access, std::chrono::seconds(10));
	try {
		if (value < 0) {
			std::ostringstream said;
			said << "no area is negative: " << value;
			throw std::domain_error(said.str());
		}
		sum->total += value;
	} catch (...) {
		sum->wrong = std::current_exception();
	}
	sum->waiting -= 1;
	sum->done.notify_all();
}

double total_of(const double *values, std::size_t count)
{
	auto sum = std::make_shared<Sum>();
	sum->waiting = count;
	std::vector<std::thread> threads;
	for (std::size_t index = 0; index < count; index++)
		threads.emplace_back(add, sum, values[index]);
	{
		std::unique_lock<std::timed_mutex> held(sum->access);
		while (!sum->done.wait_for(held, std::chrono::milliseconds(1), [&] { return sum->waiting == 0; })) {
		}
	}
	for (auto &thread : threads)
		thread.join();
	if (sum->wrong)
		std::rethrow_exception(sum->wrong);
	return sum->total;
}

} // namespace

// 0, or 1 and why in `said`.
extern "C" int kernel_total(const double *values, std::size_t count, double *total, char *said, std::size_t size)
{
	try {
		*total = total_of(values, count);
		return 0;
	} catch (const std::exception &wrong) {
		std::snprintf(said, size, "%s", wrong.what());
		return 1;
	}
}

// Whether two numbers that nobody can foresee differ, as all but one pair of 2^64 do.
extern "C" int kernel_entropy()
{
	std::random_device source;
	return source() != source() || source() != source();
}
