import StudyModel

/// What a process may see and use beside the system's own files.
package struct Confinement: Hashable, Sendable {
    /// Whether the network can be reached.
    package enum Network: Hashable, Sendable { case off, on }

    /// A path of the host that is visible at a path of the sandbox.
    package struct Bind: Hashable, Sendable {
        package enum Access: Hashable, Sendable { case readOnly, writable, device }

        package var from: String
        package var to: String
        package var access: Access

        /// Binds `from` at `to`, or at the same path.
        package init(_ from: String, at to: String? = nil, _ access: Access) {
            self.from = from
            self.to = to ?? from
            self.access = access
        }
    }

    /// Where a home folder is shown that is a slot's own.
    static let visibleHome = "/hone/home"

    package var network: Network
    /// Bytes of address space a process may have; `nil` for no limit.
    package var memory: Int?
    /// How many processes the user may have at once; does not hold the superuser.
    package var processes: Int?
    /// Later binds lie over earlier ones.
    package var binds: [Bind]

    package init(
        network: Network = .off, memory: Int? = nil, processes: Int? = nil, binds: [Bind] = []
    ) {
        self.network = network
        self.memory = memory
        self.processes = processes
        self.binds = binds
    }

    var limits: ProcessLimits { ProcessLimits(memory: memory, processes: processes) }

    /// Takes the limits and the further binds of a study's `sandbox`.
    package init(_ settings: SandboxSettings, binds: [Bind] = []) {
        self.init(
            network: settings.network ? .on : .off, memory: settings.memory, processes: settings.processes,
            binds: binds + settings.read.map { Bind($0, .readOnly) }
                + settings.write.map { Bind($0, .writable) } + settings.devices.map { Bind($0, .device) })
    }
}
