import Foundation
import TestSupport
import Testing

@testable import Workspaces

struct ProgramPlaceTests {
    private let user: TemporaryDirectory
    private var home: String { user.path + "/home" }

    init() throws {
        user = try TemporaryDirectory()
        try user.write("", to: "home/.local/bin/.keep")
    }

    /// Makes a program and a link to it in the folder that is on the PATH.
    private func install(_ path: String, _ text: String = "binary") throws {
        try user.write(text, to: "home/" + path)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: home + "/" + path)
        try FileManager.default.createSymbolicLink(
            atPath: home + "/.local/bin/agent", withDestinationPath: home + "/" + path)
    }

    private var shown: [String] {
        ProgramPlace(of: "agent", path: home + "/.local/bin", home: home, hidden: [home + "/work"]).binds.map
        {
            String($0.from.dropFirst(home.count + 1))
        }
    }

    @Test func `a link's program is shown where it lies`() throws {
        try install(".local/share/agent/versions/1.0")
        #expect(shown == [".local/share/agent/versions"])
    }

    @Test func `an environment is shown as a whole, and what its interpreter lives on`() throws {
        try user.write("", to: "home/tools/agent/pyvenv.cfg")
        try user.write("binary", to: "home/python/bin/python3")
        try user.write("", to: "home/python/lib/os.py")
        try FileManager.default.createDirectory(
            atPath: home + "/tools/agent/bin", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: home + "/tools/agent/bin/python", withDestinationPath: home + "/python/bin/python3")
        try install("tools/agent/bin/agent", "#!\(home)/tools/agent/bin/python\n")
        #expect(shown == ["tools/agent", "tools/agent", "python"])
    }

    @Test func `of a program right in the home its file alone is shown`() throws {
        try install("agent.bin")
        #expect(shown == ["agent.bin"])
        try user.write("", to: "home/lib/x")
        try FileManager.default.removeItem(atPath: home + "/.local/bin/agent")
        try install("bin/agent")
        #expect(shown == ["bin/agent"])
    }

    @Test func `a program in the user's checkout is not shown`() throws {
        try install("work/tools/agent")
        #expect(shown == [])
    }

    @Test func `the system's programs and missing ones need no place`() {
        #expect(ProgramPlace(of: "sh", path: "/usr/bin:/bin", home: nil, hidden: []).binds == [])
        #expect(ProgramPlace(of: "no-such-agent", path: "/usr/bin", home: nil, hidden: []).binds == [])
    }
}
