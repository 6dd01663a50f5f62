import Glibc

/// What a process reads from its standard input, as a file without a name: nobody has to feed a pipe.
struct InputFile: ~Copyable {
    let descriptor: Int32

    init(_ bytes: [UInt8]) throws {
        descriptor = bytes.isEmpty ? open("/dev/null", O_RDONLY | O_CLOEXEC) : Self.openUnnamed()
        guard descriptor >= 0 else { throw HostFile.failure("open", "the standard input") }
        guard !bytes.isEmpty else { return }
        try HostFile.write(bytes, to: descriptor, named: "the standard input")
        lseek(descriptor, 0, SEEK_SET)
    }

    private static func openUnnamed() -> Int32 {
        guard let file = tmpfile() else { return -1 }
        defer { fclose(file) }
        return fcntl(fileno(file), F_DUPFD_CLOEXEC, 3)
    }

    deinit { close(descriptor) }
}
