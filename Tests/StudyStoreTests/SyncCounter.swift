import Glibc
import Synchronization

/// Notes the calls by which this process makes the disk write: the linker takes these functions for the C library's.
enum SyncCounter {
    private static let files = Mutex<[String]>([])

    /// How many there have been for files below a folder.
    static func count(below folder: String) -> Int {
        files.withLock { $0.count { $0.hasPrefix(folder) } }
    }

    fileprivate static func call(_ name: String, _ descriptor: Int32) -> Int32 {
        var path = [UInt8](repeating: 0, count: 4096)
        let length = readlink("/proc/self/fd/\(descriptor)", &path, path.count)
        files.withLock { $0.append(String(decoding: path.prefix(max(length, 0)), as: UTF8.self)) }
        // RTLD_NEXT, a macro that Swift does not see: the same name in what was loaded after this executable.
        guard let symbol = dlsym(UnsafeMutableRawPointer(bitPattern: -1), name) else { return -1 }
        return unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)(descriptor)
    }
}

@_cdecl("fsync") func countedFsync(_ descriptor: Int32) -> Int32 { SyncCounter.call("fsync", descriptor) }

@_cdecl("fdatasync") func countedFdatasync(_ descriptor: Int32) -> Int32 {
    SyncCounter.call("fdatasync", descriptor)
}

@_cdecl("syncfs") func countedSyncfs(_ descriptor: Int32) -> Int32 { SyncCounter.call("syncfs", descriptor) }
