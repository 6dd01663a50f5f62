import Foundation
import TestSupport
import Testing

@testable import Workspaces

struct EnvironmentBuilderTests {
    private let site = SlotSite(folder: "/cache/evaluation-0", inputs: [])

    @Test func `only what is named is taken over`() throws {
        let inherited = [
            "PATH": "/usr/bin:relative:/bin", "HOME": "/home/someone", "GIT_DIR": "/repository/.git",
            "TOKEN": "t", "OTHER": "o",
        ]
        let built = EnvironmentBuilder(inherited: inherited, sandbox: .plain(.turnedOff))
            .environment(for: site, secrets: ["TOKEN", "ABSENT"], adding: ["HONE_SEED": "7"])
        #expect(built["PATH"] == "/usr/bin:/bin")
        #expect(built["HOME"] == "/cache/evaluation-0/home")
        #expect(built["GIT_CEILING_DIRECTORIES"] == "/cache/evaluation-0")
        #expect(built["TOKEN"] == "t")
        #expect(built["HONE_SEED"] == "7")
        #expect(built.keys.filter { $0.hasPrefix("GIT_") } == ["GIT_CEILING_DIRECTORIES"])
        #expect(built["OTHER"] == nil && built["ABSENT"] == nil)
    }

    @Test func `paths are those of the sandbox`() {
        let built = EnvironmentBuilder(inherited: [:], sandbox: .bubblewrap(executable: "/usr/bin/bwrap"))
            .environment(for: site)
        #expect(built["HOME"] == "/hone/home")
        #expect(built["GIT_CEILING_DIRECTORIES"] == "/hone")
    }

    @Test func `shims give way to what they lead to`() throws {
        let home = try TemporaryDirectory()
        try home.write("3.12.1\n", to: ".pyenv/version")
        try home.write("", to: ".pyenv/versions/3.12.1/bin/python3")
        try home.write("", to: ".pyenv/shims/python3")
        let path = EnvironmentBuilder(
            inherited: ["PATH": home.path + "/.pyenv/shims:/usr/bin"], sandbox: .plain(.turnedOff)
        ).path
        #expect(path == home.path + "/.pyenv/versions/3.12.1/bin:/usr/bin")
    }
}
