extern const char kernel_mode[];

double kernel_area(double width, double height);
