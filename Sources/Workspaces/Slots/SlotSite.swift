import Platform
import StudyModel

/// Where the parts of a slot lie on the host, and where a sandbox shows them.
///
/// The parts lie side by side, and in a sandbox side by side below `/hone`, so that the slot's `.git` file names the git
/// directory by the same relative path in both.
package struct SlotSite: Hashable, Sendable {
    /// The folder that holds all parts; git in the slot looks no higher.
    package let folder: String
    /// Further binds: the inputs.
    private let inputs: [Confinement.Bind]

    init(folder: String, inputs: [Confinement.Bind]) {
        self.folder = folder
        self.inputs = inputs
    }

    /// The slot itself: the candidate's files.
    package var slot: String { folder + "/slot" }
    /// The private git directory.
    package var git: String { folder + "/git" }
    /// The objects of the base that the private git directory borrows.
    package var view: String { folder + "/view" }
    /// A private home directory, empty after every move.
    package var home: String { folder + "/home" }
    /// For what hone and a command hand to each other (`HONE_RESULTS`, …), empty after every move.
    package var scratch: String { folder + "/scratch" }
    /// The temporary folder where there is no sandbox to give one, empty after every move.
    package var temporary: String { folder + "/tmp" }
    /// Empties the scratch folder, whatever modes and names commands gave to what is in it.
    package func emptyScratch() throws {
        try HostFile.remove(scratch)
        try HostFile.makeFolder(scratch)
    }

    /// Empties the home folder; what a command was given there does not stay.
    package func emptyHome() throws {
        try HostFile.remove(home)
        try HostFile.makeFolder(home)
    }

    /// hone's own memory of the slot; never shown to anybody.
    var state: String { folder + "/state" }
    /// hone's own index of the slot.
    var index: String { state + "/index" }
    /// What is remembered of that index's checksum.
    var indexProgress: String { state + "/index-progress" }

    /// What a sandbox shows of the slot, at fixed paths.
    package var binds: [Confinement.Bind] {
        [
            .init(slot, at: "/hone/slot", .writable), .init(git, at: "/hone/git", .writable),
            .init(view, at: "/hone/view", .readOnly), .init(home, at: Confinement.visibleHome, .writable),
            .init(scratch, at: "/hone/scratch", .writable),
        ]
            + inputs.map { input in
                Confinement.Bind(input.from, at: "/hone/slot/" + input.to, input.access)
            }
    }

    /// The confinement of a command in the slot, with the limits and further binds that a study names.
    package func confinement(_ settings: SandboxSettings) -> Confinement {
        Confinement(settings, binds: binds)
    }
}
