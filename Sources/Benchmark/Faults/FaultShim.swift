import Glibc

/// A library that is loaded before a program's own (`LD_PRELOAD`), and makes one of its calls on files the last one or a failing one.
///
/// The calls on files below one folder are counted, over the program and all that it starts: a place is the same in every run of
/// a command, whatever else the machine does.
struct FaultShim: Sendable {
    /// What becomes of the call at the place.
    enum Effect {
        /// The program is killed at once, with all of its process group.
        case kill
        /// The call fails by this number of `errno`.
        case error(Int32)
    }

    /// Which calls are counted.
    enum Calls {
        /// Those that change something.
        case writes
        /// Those that look at something as well.
        case all
    }

    private let library: String
    /// The counter that all processes share.
    private let state: String
    /// With a slash at its end.
    private let watched: String

    /// Compiles it in a folder; `nil` where there is no C compiler.
    init?(in folder: String, watching watched: String) throws {
        (library, state, self.watched) = (folder + "/faults.so", folder + "/faults.state", watched + "/")
        try HostText.write(Array(Self.source.utf8), to: folder + "/faults.c")
        guard try Program(["sh", "-c", "command -v cc"]).finish().status == 0 else { return nil }
        try Program(
            ["cc", "-O1", "-shared", "-fPIC", "-o", library, folder + "/faults.c", "-ldl"], folder: folder
        ).run()
    }

    /// Begins to count anew, and returns the variables that a program needs to be met at a place.
    func arm(_ effect: Effect, at place: Int, of calls: Calls) throws -> [String: String] {
        try HostText.write([UInt8](repeating: 0, count: 1_024), to: state)
        var variables = ["LD_PRELOAD": library, "FAULT_STATE": state, "FAULT_FOLDER": watched]
        variables["FAULT_PLACE"] = "\(place)"
        switch effect {
        case .kill: variables["FAULT_ERROR"] = "0"
        case .error(let number): variables["FAULT_ERROR"] = "\(number)"
        }
        if case .all = calls { variables["FAULT_READS"] = "1" }
        return variables
    }

    /// How many calls were counted since, and which one was met: its name and file, or nothing.
    func met() throws -> (calls: Int, call: String) {
        let lines = try HostText.read(state).prefix { $0 != "\0" }.split(
            separator: "\n", omittingEmptySubsequences: false)
        return (Int(lines.first ?? "") ?? 0, lines.count > 1 ? String(lines[1]) : "")
    }

    private static let source = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <signal.h>
        #include <stdarg.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/mman.h>
        #include <sys/stat.h>
        #include <sys/uio.h>
        #include <unistd.h>

        /* `text` is for whoever looks afterwards: the number of calls, and the one that was met. */
        struct state { char text[600]; long calls; int group; };
        static struct state *state;
        static const char *folder;
        static long place;
        static int error, counts_reads;

        __attribute__((constructor)) static void begin(void) {
            const char *file = getenv("FAULT_STATE"), *at = getenv("FAULT_PLACE"), *number = getenv("FAULT_ERROR");
            folder = getenv("FAULT_FOLDER");
            if (!file || !at || !number || !folder) return;
            place = atol(at);
            error = atoi(number);
            counts_reads = getenv("FAULT_READS") != NULL;
            int descriptor = open(file, O_RDWR | O_CLOEXEC);
            if (descriptor < 0) return;
            void *map = mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
            close(descriptor);
            if (map == MAP_FAILED) return;
            state = map;
        }

        static int find(int base, const char *path, char *full, size_t size) {
            char link[64];
            if (path && path[0] == '/') return snprintf(full, size, "%s", path) > 0;
            if (path && base == AT_FDCWD) {
                if (!getcwd(full, size)) return 0;
            } else {
                snprintf(link, sizeof link, "/proc/self/fd/%d", base);
                ssize_t count = readlink(link, full, size - 1);
                if (count <= 0) return 0;
                full[count] = 0;
            }
            if (path) snprintf(full + strlen(full), size - strlen(full), "/%s", path);
            return 1;
        }

        /* Whether this call is the one that fails. */
        static int fails(const char *name, int base, const char *path) {
            char full[4096];
            if (!state || (!path && base <= 2)) return 0;
            int before = errno;
            int is_below = find(base, path, full, sizeof full) && !strncmp(full, folder, strlen(folder));
            errno = before;
            if (!is_below) return 0;
            /* By now `timeout`, which it was started by, has given it a group of its own. */
            __sync_bool_compare_and_swap(&state->group, 0, getpgrp());
            long count = __sync_add_and_fetch(&state->calls, 1);
            if (count > place && place > 0) return 0;
            snprintf(state->text, sizeof state->text, "%ld\n%s %s", count, count == place ? name : "",
                     count == place ? full + strlen(folder) : "");
            if (count != place) return 0;
            if (error == 0) {
                kill(-state->group, SIGKILL);
                kill(0, SIGKILL);
                for (;;) pause();
            }
            errno = error;
            return 1;
        }

        #define REAL(name) if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name)
        #define CALL(is_counted, type, name, parameters, arguments, base, path) \
            type name parameters { \
                static type (*real) parameters; \
                REAL(name); \
                if ((is_counted) && fails(#name, base, path)) { return -1; } \
                return real arguments; \
            }
        #define READ(...) CALL(counts_reads, __VA_ARGS__)
        #define WRITE(...) CALL(1, __VA_ARGS__)
        #define OPEN(name, parameters, arguments, base) \
            int name parameters { \
                static int (*real) parameters; \
                REAL(name); \
                va_list list; \
                va_start(list, flags); \
                int mode = va_arg(list, int); \
                va_end(list); \
                int writes = flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC); \
                if ((counts_reads || writes) && fails(#name, base, path)) { return -1; } \
                return real arguments; \
            }

        OPEN(open, (const char *path, int flags, ...), (path, flags, mode), AT_FDCWD)
        OPEN(open64, (const char *path, int flags, ...), (path, flags, mode), AT_FDCWD)
        OPEN(openat, (int base, const char *path, int flags, ...), (base, path, flags, mode), base)
        OPEN(openat64, (int base, const char *path, int flags, ...), (base, path, flags, mode), base)
        READ(ssize_t, read, (int f, void *b, size_t n), (f, b, n), f, NULL)
        READ(ssize_t, pread, (int f, void *b, size_t n, off_t o), (f, b, n, o), f, NULL)
        READ(ssize_t, pread64, (int f, void *b, size_t n, off64_t o), (f, b, n, o), f, NULL)
        WRITE(ssize_t, write, (int f, const void *b, size_t n), (f, b, n), f, NULL)
        WRITE(ssize_t, writev, (int f, const struct iovec *v, int n), (f, v, n), f, NULL)
        WRITE(ssize_t, pwrite, (int f, const void *b, size_t n, off_t o), (f, b, n, o), f, NULL)
        WRITE(ssize_t, pwrite64, (int f, const void *b, size_t n, off64_t o), (f, b, n, o), f, NULL)
        WRITE(int, fsync, (int f), (f), f, NULL)
        WRITE(int, fdatasync, (int f), (f), f, NULL)
        WRITE(int, ftruncate, (int f, off_t n), (f, n), f, NULL)
        WRITE(int, ftruncate64, (int f, off64_t n), (f, n), f, NULL)
        WRITE(int, rename, (const char *a, const char *b), (a, b), AT_FDCWD, b)
        WRITE(int, renameat, (int f, const char *a, int g, const char *b), (f, a, g, b), g, b)
        WRITE(int, renameat2, (int f, const char *a, int g, const char *b, unsigned n), (f, a, g, b, n), g, b)
        WRITE(int, link, (const char *a, const char *b), (a, b), AT_FDCWD, b)
        WRITE(int, linkat, (int f, const char *a, int g, const char *b, int n), (f, a, g, b, n), g, b)
        WRITE(int, symlink, (const char *a, const char *b), (a, b), AT_FDCWD, b)
        WRITE(int, unlink, (const char *a), (a), AT_FDCWD, a)
        WRITE(int, unlinkat, (int f, const char *a, int n), (f, a, n), f, a)
        WRITE(int, rmdir, (const char *a), (a), AT_FDCWD, a)
        WRITE(int, mkdir, (const char *a, mode_t m), (a, m), AT_FDCWD, a)
        WRITE(int, mkdirat, (int f, const char *a, mode_t m), (f, a, m), f, a)
        """#
}
