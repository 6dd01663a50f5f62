#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <zlib.h>
#include "sha1.h"
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Swift cannot call C functions with variable arguments, so each option that is set has a function here. */

/* Whose a repository may be is for git to say, which knows all of `safe.directory`. */
static inline int shim_trust_all_owners(void) {
    return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

static inline int shim_set_fsync_gitdir(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}

static inline int shim_set_extensions(const char **names, size_t count) {
    return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, count);
}

static inline int shim_set_cache_limit(ssize_t bytes) {
    return git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, bytes);
}

static inline int shim_set_hash_verification(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

static inline int shim_set_pack_windows(size_t window, size_t limit) {
    int status = git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, window);
    return status < 0 ? status : git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, limit);
}

/* One heap for all threads, and large blocks beside it: what one step frees is there for the next, whichever thread that runs on. */
static inline void shim_share_heap(void) {
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
}

/* Macros of zlib's that Swift does not see. */
static inline int shim_deflate_init(z_stream *stream, int level, int finds_repetitions) {
    // A table of 8 KB instead of 64 KB, which is cleared for each of many small objects.
    int strategy = finds_repetitions ? Z_DEFAULT_STRATEGY : Z_HUFFMAN_ONLY;
    return deflateInit2(stream, level, Z_DEFLATED, MAX_WBITS, 5, strategy);
}

static inline int shim_inflate_init(z_stream *stream) {
    return inflateInit(stream);
}

/* Functions that the C library's headers show to GNU programs alone, and Swift's importer is none. */
#include <fcntl.h>
#include <spawn.h>
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
extern int renameat2(int, const char *, int, const char *, unsigned int);
extern int memfd_create(const char *, unsigned int);
extern int sync_file_range(int, long long, long long, unsigned int);

/* Has a process that is to be started begin in a folder. */
static inline int shim_start_in(posix_spawn_file_actions_t *actions, const char *folder) {
    return posix_spawn_file_actions_addchdir_np(actions, folder);
}

/* A file in memory that children do not inherit unless they are given it (MFD_CLOEXEC). */
static inline int shim_memory_file(const char *name) { return memfd_create(name, 1); }

/* Renames a file unless the new name is taken (RENAME_NOREPLACE). */
static inline int shim_rename_to_free(const char *from, const char *to) {
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, 1);
}

/* Exchanges the names of two files (RENAME_EXCHANGE). */
static inline int shim_exchange(const char *one, const char *other) {
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, 2);
}

/* Whether no other descriptor of the file is open, here or in another process: only then can it have a write lease
   (F_SETLEASE with F_WRLCK), which is given back at once (F_UNLCK). */
static inline int shim_is_open_once(int descriptor) {
    if (fcntl(descriptor, 1024, F_WRLCK) != 0) return 0;
    return fcntl(descriptor, 1024, F_UNLCK) == 0;
}

/* Has a file written out from now on, which gives it its blocks, and does not wait (SYNC_FILE_RANGE_WRITE). */
static inline int shim_begin_writing(int descriptor) {
    return sync_file_range(descriptor, 0, 0, 2);
}
