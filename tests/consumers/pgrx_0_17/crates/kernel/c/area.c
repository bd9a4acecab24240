#include "area.h"

#ifdef EXACT
const char kernel_mode[] = "exact";
#else
const char kernel_mode[] = "fast";
#endif

double kernel_area(double width, double height)
{
    return width * height;
}
