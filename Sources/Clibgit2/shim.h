#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <zlib.h>

/* Swift cannot call C functions with variable arguments, so each option that is set has a function here. */

static inline int shim_set_fsync_gitdir(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}

static inline int shim_set_extensions(const char **names, size_t count) {
    return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, count);
}

static inline int shim_set_cache_limit(ssize_t bytes) {
    return git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, bytes);
}

static inline int shim_set_pack_windows(size_t window, size_t limit) {
    int status = git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, window);
    return status < 0 ? status : git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, limit);
}

/* Macros of zlib's that Swift does not see. */
static inline int shim_deflate_init(z_stream *stream, int level) {
    return deflateInit(stream, level);
}

static inline int shim_inflate_init(z_stream *stream) {
    return inflateInit(stream);
}
