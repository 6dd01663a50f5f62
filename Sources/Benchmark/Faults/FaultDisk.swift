/// A disk of its own for one folder of the ground, of memory or of a file.
struct FaultDisk {
    enum Kind {
        /// Of memory, with room for so many KiB.
        case memory(Int)
        /// ext4 in a file, which writes out nothing but what is synced (within a quarter of an hour).
        case lazy
    }

    /// Where it is mounted.
    let folder: String
    let kind: Kind

    private var image: String { folder + ".image" }

    /// Whether this machine lets us.
    static func isAvailable(_ kind: Kind, in place: String) throws -> Bool {
        let disk = FaultDisk(folder: place + "/try", kind: kind)
        try Program(["mkdir", "-p", disk.folder]).run()
        do { try disk.mount() } catch { return false }
        try disk.unmount()
        return true
    }

    func mount() throws {
        switch kind {
        case .memory(let size):
            try Program(["mount", "-t", "tmpfs", "-o", "size=\(size)k", "tmpfs", folder]).run()
        case .lazy:
            try Program([
                "sh", "-c",
                "rm -f \(image) && truncate -s 32M \(image) && mkfs.ext4 -m 0 -q -F \(image) && mount -o loop,commit=900 \(image) \(folder) && rmdir \(folder)/lost+found",
            ]).run()
        }
    }

    func unmount() throws { try Program(["umount", folder]).run() }

    /// Fills it but for so many KiB; `empty` takes that back.
    func fill(leaving room: Int, under name: String) throws {
        try Program([
            "sh", "-c",
            "free=$(df --output=avail -k \(folder) | tail -1); head -c $(((free > \(room) ? free - \(room) : 0) * 1024)) /dev/zero > \(folder)/\(name)",
        ]).run()
    }

    func empty(_ name: String) throws { try Program(["rm", "-f", folder + "/" + name]).run() }

    /// Takes the power away: what the disk's file holds now is all that there is afterwards.
    func cut() throws {
        try Program([
            "sh", "-c",
            "cp --sparse=always \(image) \(image).cut && umount \(folder) && mv \(image).cut \(image) && mount -o loop,commit=900 \(image) \(folder)",
        ]).run()
    }
}
