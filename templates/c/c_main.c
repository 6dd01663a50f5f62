#include <stdio.h>
#include <stdlib.h>

#include "primes.h"

/* `primes 3000000` prints how many primes there are below that. */
int main(int count, char **words)
{
    printf("%ld\n", count_primes(count > 1 ? atol(words[1]) : 100));
    return 0;
}
