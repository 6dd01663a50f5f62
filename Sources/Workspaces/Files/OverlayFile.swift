/// A file that is laid over every slot: one of the evaluator's own.
package struct OverlayFile: Hashable, Sendable {
    /// Relative to the top of the checkout, `/` between parts.
    package var path: String
    package var bytes: [UInt8]
    package var executable: Bool

    package init(path: String, bytes: [UInt8], executable: Bool = false) {
        self.path = path
        self.bytes = bytes
        self.executable = executable
    }
}
