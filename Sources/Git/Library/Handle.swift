/// The owner of an object that libgit2 has handed over; frees it at the end of its life.
///
/// It must not outlive the repository it came from.
struct Handle: ~Copyable {
    let pointer: OpaquePointer
    private let free: @convention(c) (OpaquePointer?) -> Void

    /// Takes over `pointer`, which a call that succeeded has just set.
    init(_ pointer: OpaquePointer?, freedBy free: @escaping @convention(c) (OpaquePointer?) -> Void) {
        guard let pointer else { preconditionFailure("libgit2 reported success and gave no object") }
        self.pointer = pointer
        self.free = free
    }

    deinit { free(pointer) }
}
