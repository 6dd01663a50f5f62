import StudyModel
import TestSupport
import Testing

@testable import StudyStore

/// The local memory of what hone did to branches and notes.
struct ProjectedStateTests {
    private let folder: TemporaryDirectory
    private let path: String
    private let first: CommitID
    private let second: CommitID

    init() throws {
        folder = try TemporaryDirectory()
        path = folder.path + "/projected.json"
        first = try CommitID(text: String(repeating: "1", count: 40)).orFail()
        second = try CommitID(text: String(repeating: "2", count: 40)).orFail()
    }

    @Test func `what is added line by line is read as a whole`() throws {
        var states = [ProjectedState(through: first, refs: ["a": first, "b": first])]
        states.append(ProjectedState(through: second, refs: ["a": second, "b": first]))
        states.append(ProjectedState(through: second, refs: ["a": second], abandoned: ["b"]))
        try states[0].write(path, access: .umask)
        for (old, new) in zip(states, states.dropFirst()) {
            try new.write(path, since: old, access: .umask)
            #expect(try ProjectedState.read(path) == new)
        }
        try states[1].write(path, access: .umask)
        #expect(try ProjectedState.read(path) == states[1])
    }

    @Test func `a file of one object is read, and a line that is cut off is passed over`() throws {
        let old = #"{"abandoned":["x"],"refs":{"a":"\#(first)"},"through":"\#(first)"}"#
        let state = ProjectedState(through: first, refs: ["a": first], abandoned: ["x"])
        try folder.write(old + "\n", to: "projected.json")
        #expect(try ProjectedState.read(path) == state)
        try folder.write(old + "\n" + #"{"refs":{"a":"22"#, to: "projected.json")
        #expect(try ProjectedState.read(path) == state)
        try folder.write("nothing of ours", to: "projected.json")
        #expect(try ProjectedState.read(path) == nil)
    }
}
