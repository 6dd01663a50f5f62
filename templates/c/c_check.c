#include <stdio.h>

#include "primes.h"

/* What is known, and sizes around every power of two: where parts meet. */
int main(void)
{
    static const long known[][2] = {{0, 0}, {2, 0}, {3, 1}, {10, 4}, {100, 25}, {100000, 9592}, {1000000, 78498}, {3000000, 216816}};
    for (unsigned i = 0; i < sizeof known / sizeof *known; i++)
        if (count_primes(known[i][0]) != known[i][1]) {
            printf("below %ld there are %ld primes, not %ld\n", known[i][0], known[i][1], count_primes(known[i][0]));
            return 1;
        }
    for (long power = 4; power < 1 << 17; power *= 2)
        for (long end = power - 1; end <= power + 1; end++) {
            long plain = 0;
            for (long n = 2; n < end; n++) {
                long divisor = 2;
                while (divisor * divisor <= n && n % divisor)
                    divisor++;
                plain += divisor * divisor > n;
            }
            if (count_primes(end) != plain) {
                printf("below %ld there are %ld primes, not %ld\n", end, plain, count_primes(end));
                return 1;
            }
        }
    return 0;
}
