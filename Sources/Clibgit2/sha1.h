/* The rounds of SHA-1 by the processor's own instructions for them, where it has any. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

/* Whether shim_sha1 may be called: needs SHA, SSSE3 and SSE4.1 (Intel's manual, volume 2A, CPUID). */
static inline int shim_has_sha1(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(b & 1u << 29)) return 0;
    return __get_cpuid(1, &a, &b, &c, &d) && (c & 1u << 9) && (c & 1u << 19);
}

/* Takes blocks of 64 bytes into the five words of a checksum.

   Twenty times four rounds: `words` has the last sixteen words of the message, four of which each time take the place of the
   oldest four; `before` is what the rounds began with, from which the next ones get their fifth word (Intel's manual, SHA1RNDS4,
   SHA1NEXTE, SHA1MSG1, SHA1MSG2). */
__attribute__((target("sha,ssse3,sse4.1")))
static inline void shim_sha1(uint32_t *state, const uint8_t *data, size_t blocks) {
    const __m128i big_endian = _mm_set_epi64x(0x0001020304050607, 0x08090a0b0c0d0e0f);
    __m128i now = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0x1b);
    __m128i fifth = _mm_set_epi32((int)state[4], 0, 0, 0);
    for (; blocks > 0; blocks--, data += 64) {
        const __m128i start = now, fifth_at_start = fifth;
        __m128i words[4], before = now;
        for (int i = 0; i < 4; i++) {
            words[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)data + i), big_endian);
        }
#define SHIM_FOUR_ROUNDS(i, kind) \
        { \
            __m128i *next = &words[(i) & 3]; \
            if ((i) >= 4) { \
                __m128i mixed = _mm_sha1msg1_epu32(*next, words[((i) + 1) & 3]); \
                mixed = _mm_xor_si128(mixed, words[((i) + 2) & 3]); \
                *next = _mm_sha1msg2_epu32(mixed, words[((i) + 3) & 3]); \
            } \
            const __m128i added = (i) == 0 ? _mm_add_epi32(fifth, *next) : _mm_sha1nexte_epu32(before, *next); \
            before = now; \
            now = _mm_sha1rnds4_epu32(now, added, kind); \
        }
#define SHIM_TWENTY_ROUNDS(i, kind) \
        SHIM_FOUR_ROUNDS(i, kind) SHIM_FOUR_ROUNDS(i + 1, kind) SHIM_FOUR_ROUNDS(i + 2, kind) \
        SHIM_FOUR_ROUNDS(i + 3, kind) SHIM_FOUR_ROUNDS(i + 4, kind)
        SHIM_TWENTY_ROUNDS(0, 0)
        SHIM_TWENTY_ROUNDS(5, 1)
        SHIM_TWENTY_ROUNDS(10, 2)
        SHIM_TWENTY_ROUNDS(15, 3)
#undef SHIM_TWENTY_ROUNDS
#undef SHIM_FOUR_ROUNDS
        fifth = _mm_sha1nexte_epu32(before, fifth_at_start);
        now = _mm_add_epi32(now, start);
    }
    _mm_storeu_si128((__m128i *)state, _mm_shuffle_epi32(now, 0x1b));
    state[4] = (uint32_t)_mm_extract_epi32(fifth, 3);
}

#else

static inline int shim_has_sha1(void) { return 0; }
static inline void shim_sha1(uint32_t *state, const uint8_t *data, size_t blocks) {}

#endif
