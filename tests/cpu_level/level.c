/* What clang was told of the CPU. */
int c_level(void) {
#if defined(__AVX512F__)
    return 4;
#elif defined(__AVX2__)
    return 3;
#elif defined(__SSE4_2__)
    return 2;
#elif defined(__ARM_FEATURE_ATOMICS)
    return 82;
#elif defined(_ARCH_PWR9)
    return 9;
#else
    return 0;
#endif
}
