/* Of glibc 2.36. */
unsigned int arc4random(void);

unsigned int entropy(void);

unsigned int entropy(void)
{
	return arc4random();
}
