/* How many primes there are below `end`; -1 where memory does not suffice. */
long count_primes(long end);
