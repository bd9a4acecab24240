/* Enough C for an optimiser and the target's headers to matter. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct sample {
	uint16_t kind;
	double weight;
	char name[21];
};

double weigh(const struct sample *samples, size_t count) {
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += sqrt(samples[i].weight) * (samples[i].kind & 7) + (double) strlen(samples[i].name);
	return sum;
}

int show(const struct sample *samples, size_t count) {
	return printf("%zu samples weigh %.17g\n", count, weigh(samples, count));
}
