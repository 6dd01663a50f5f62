import Glibc

/// Writes all of the bytes at a place of a file, however the kernel parts them; returns false, with `errno` saying why, where it could not.
///
/// A write that was cut short says only the next time what cut it: a full disk, a limit on the size of files.
package func writeWhole(_ bytes: [UInt8], to descriptor: Int32, at offset: Int) -> Bool {
    var done = 0
    while done < bytes.count {
        let more = bytes[done...].withUnsafeBytes {
            pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset + done))
        }
        if more < 0, errno == EINTR { continue }
        guard more > 0 else {
            if more == 0 { errno = EIO }
            return false
        }
        done += more
    }
    return true
}
