import Glibc

/// The user's browser.
enum Browser {
    /// `POSIX_SPAWN_SETSID`, which glibc shows only to sources that ask for GNU's extensions.
    private static let newSession: Int16 = 0x80

    /// Whether there is a screen that a browser could open on.
    static func hasScreen(_ environment: [String: String]) -> Bool {
        ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
    }

    /// Opens an address, in a session of its own: what ends hone does not end the browser.
    ///
    /// Returns whether there is a program that does it.
    static func open(_ address: String) -> Bool {
        var attributes = posix_spawnattr_t()
        var actions = posix_spawn_file_actions_t()
        guard posix_spawnattr_init(&attributes) == 0, posix_spawn_file_actions_init(&actions) == 0 else {
            return false
        }
        defer {
            posix_spawnattr_destroy(&attributes)
            posix_spawn_file_actions_destroy(&actions)
        }
        posix_spawnattr_setflags(&attributes, newSession)
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var words: [UnsafeMutablePointer<CChar>?] = [strdup("xdg-open"), strdup(address), nil]
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        return posix_spawnp(&process, "xdg-open", &actions, &attributes, &words, environ) == 0
    }
}
