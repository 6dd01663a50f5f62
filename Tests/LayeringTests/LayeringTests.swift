import Foundation
import Testing

/// The arrows between targets, read from the import lines; the compiler's own check misses some.
struct LayeringTests {
    static let lower = [
        "Platform", "Text", "ObjectIDs", "Statistics", "StudyModel", "Templates", "GitHooks", "Git",
        "LanguageModel",
        "StudyFile",
        "StudyStore",
        "Workspaces", "Search", "Evaluation", "Proposers",
    ]

    /// By target, what it may import of ours.
    static let arrows: [String: [String]] = [
        "Clibgit2": [], "Ccurl": [], "Cpcre2": [], "Csupervisor": [], "Platform": [], "Text": ["Cpcre2"],
        "ObjectIDs": [],
        "Templates": [],
        "GitHooks": [],
        "Statistics": [], "StudyModel": ["Text", "ObjectIDs", "Statistics"],
        "Git": ["Clibgit2", "Platform", "Text", "ObjectIDs"],
        "LanguageModel": ["Ccurl", "StudyModel", "Text"],
        "StudyFile": ["StudyModel", "Statistics", "Search", "Text"],
        "StudyStore": ["Git", "StudyModel", "Text", "ObjectIDs", "Platform"],
        "Workspaces": ["Csupervisor", "Git", "StudyModel", "Text", "ObjectIDs", "Platform"],
        "Search": ["StudyModel", "Statistics", "Text"],
        "Evaluation": ["Workspaces", "StudyModel", "Statistics", "Text", "Platform"],
        "Proposers": [
            "Workspaces", "StudyModel", "Statistics", "Text", "Platform", "LanguageModel", "Templates",
        ],
        // In no program: nothing but tests and measurements may import it.
        "Simulation": ["StudyModel", "ObjectIDs"],
        "Listings": ["StudyModel", "Text"],
        "Wiring": lower, "Operations": lower + ["Listings", "Wiring"],
        "WebUI": ["Operations", "Listings", "StudyModel", "Statistics", "Text", "Platform", "Templates"],
        "Commands": [
            "Operations", "WebUI", "Listings", "Platform", "StudyFile", "GitHooks", "Templates", "StudyModel",
            "Text",
        ],
        "hone": ["Commands"],
        // Measures; nothing imports it.
        "Benchmark": lower + ["Listings", "Wiring", "Operations", "Simulation"],
    ]

    /// By module of a package that others wrote, the one target that it enters at.
    static let entries: [String: [String]] = [
        "ArgumentParser": ["Commands"], "Yams": ["StudyFile"],
        "Mustache": ["WebUI", "Proposers"], "FlyingFox": ["WebUI"], "FlyingSocks": ["WebUI"],
    ]

    /// What comes with the toolchain and the system.
    static let system: Set<String> = [
        "Foundation", "FoundationEssentials", "Synchronization", "RegexBuilder",
        "Dispatch",
        "Glibc", "Swift",
    ]

    let tree: SourceTree

    private static let sources = Result { try SourceTree(["Sources", "templates", "hooks"]) }

    init() throws { tree = try Self.sources.get() }

    @Test func `every import follows an arrow between the layers`() {
        #expect(!tree.files.isEmpty)
        for file in tree.files {
            guard let allowed = Self.arrows[file.target] else {
                Issue.record("\(file.path): the target \(file.target) has no place among the layers")
                continue
            }
            for module in file.imports where !Self.system.contains(module) {
                let isEntry = Self.entries[module]?.contains(file.target) == true
                #expect(isEntry || allowed.contains(module), "\(file.path) imports \(module)")
            }
        }
    }

    @Test func `no arrow points up or in a circle`() {
        var placed: Set<String> = []
        var rest = Self.arrows
        while let next = rest.first(where: { $0.value.allSatisfy(placed.contains) }) {
            placed.insert(next.key)
            rest[next.key] = nil
        }
        #expect(rest.isEmpty)
    }

    /// By target, its folders: each uses what those before it declare, and nothing of those after it.
    static let folders = [
        "Search": ["Examples", "Strategies", "Evidence", "Judging", "Round", "External", "Reduction"],
        "Workspaces": ["Files", "Processes", "Sandbox", "Slots"],
    ]

    @Test(arguments: folders.keys.sorted())
    func `arrows between the folders of a target point one way`(target: String) throws {
        let folders = try #require(Self.folders[target])
        let files = tree.files.filter { $0.target == target }
        #expect(Set(files.compactMap(\.folder)) == Set(folders))
        // What lies beside the folders is below them.
        let floor = { (file: SourceTree.File) in file.folder.flatMap(folders.firstIndex) ?? -1 }
        var floors: [String: Int] = [:]
        for file in files { for name in file.declared { floors[name] = floor(file) } }
        for file in files {
            for name in file.words where floors[name] ?? -1 > floor(file) {
                Issue.record("\(file.path) uses \(name), which is above it")
            }
        }
    }

    @Test func `C is seen by one target`() {
        for file in tree.files where file.imports.contains("Clibgit2") {
            #expect(file.target == "Git", "\(file.path)")
        }
        for file in tree.files where file.imports.contains("Ccurl") {
            #expect(file.target == "LanguageModel", "\(file.path)")
        }
        for file in tree.files where file.imports.contains("Csupervisor") {
            #expect(file.target == "Workspaces", "\(file.path)")
        }
        for file in tree.files where file.imports.contains("Cpcre2") {
            #expect(file.target == "Text", "\(file.path)")
        }
    }

    /// Which repository, which settings, whose name: one reader of git's rules. What opens a `Repository` is a context by its type.
    @Test func `git is started, and its settings read, by a context alone`() {
        let start = /\["git"\] \+|\["git",|GIT_DIR/
        let reading = /git_config_(open|get|snapshot)|git_repository_(config|discover)/
        for file in tree.files
        where file.target != "Benchmark" && !file.path.hasPrefix("Sources/Git/Context/") {
            for line in file.code where line.contains("git") || line.contains("GIT_") {
                #expect(!line.contains(start) && !line.contains(reading), "\(file.path): \(line)")
            }
        }
    }

    /// What packs, refs and logs look like stands behind one type; these are what is passed to it and from it.
    @Test func `the formats below the store of packs are seen by nothing beside it`() {
        let open: Set<Substring> = ["PackStore", "PublishedPack", "SyncPolicy", "WriteAheadLog", "LogFrame"]
        let room = "Sources/Git/PackStore/"
        let declaration = /^(?:package |final )*(?:struct|class|enum|actor) (\w+)/
        let lines = tree.files.filter { $0.path.hasPrefix(room) }.flatMap(\.code)
        let hidden = Set(lines.compactMap { $0.firstMatch(of: declaration)?.1 }).subtracting(open)
        #expect(hidden.count > 20)
        for file in tree.files where file.target == "Git" && !file.path.hasPrefix(room) {
            for line in file.code {
                let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                #expect(hidden.isDisjoint(with: words), "\(file.path): \(line)")
            }
        }
    }

    @Test func `a package that others wrote enters at one place`() {
        let ours = Set(Self.arrows.keys)
        var targets: [String: Set<String>] = [:]
        for file in tree.files {
            for module in file.imports where !ours.contains(module) && !Self.system.contains(module) {
                targets[module, default: []].insert(file.target)
            }
        }
        for (module, users) in targets where module != "Mustache" {
            #expect(users.count == 1, "\(module) is imported by \(users.sorted())")
        }
    }

    /// A score has its sample with it as far as the rooms that may set two of them beside each other: everybody else asks those.
    @Test func `scores are subtracted and divided in two rooms alone`() {
        let rooms = ["Sources/StudyModel/", "Sources/Search/Judging/", "Sources/Statistics/"]
        let gain = #/bjectives?(?:\[[^\]]*\])?\.gain\(/#
        let first = #/\b(?:\w*[sS]core|baseline|reference)(?:\.value)?\)? [-/] /#
        let second = #/[^ ] [-/] (?:\w+\.)*(?:\w*[sS]core|baseline|reference)(?:\.value)?\b/#
        var found = 0
        for file in tree.files {
            let isRoom = rooms.contains { file.path.hasPrefix($0) }
            let code = file.code.map { $0.replacing(/"[^"]*"/, with: "") }
            let lines = code.filter { $0.contains(gain) || $0.contains(first) || $0.contains(second) }
            if isRoom {
                found += lines.count
            } else {
                #expect(lines == [], "\(file.path)")
            }
        }
        #expect(found > 5, "the rule sees what it is to see")
    }

    @Test func `no file is longer than 500 lines`() throws {
        let all = tree.files + (try SourceTree(["Tests"])).files
        for file in all {
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
            #expect(lines <= 500, "\(file.path) has \(lines) lines")
        }
    }

    @Test(arguments: ["try!", "fatalError(", " as!", "Task.detached", "uniqueKeysWithValues"])
    func `the sources do without what ends the program or escapes its task`(word: String) {
        for file in tree.files {
            #expect(!file.code.contains { $0.contains(word) }, "\(file.path) has \(word)")
        }
    }

    @Test func `the sources unwrap nothing by force`() {
        // A word or bracket, then a sign that is neither a comparison nor an operator of its own.
        let force = /[A-Za-z0-9_\])]!(?:[^=A-Za-z0-9 ]|$)/
        for file in tree.files {
            for line in file.code where line.utf8.contains(UInt8(ascii: "!")) && line.contains(force) {
                Issue.record("\(file.path): \(line)")
            }
        }
    }

    @Test func `the top of the package holds what is listed here and nothing else`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: SourceTree.top.path)
        let listed: Set = ["Package.swift", "Sources", "Tests", "hooks", "templates", "README.md"]
        // The package manager writes its own beside them, and git does not keep it.
        let others = names.filter { !$0.hasPrefix(".") && !listed.contains($0) && $0 != "Package.resolved" }
        #expect(others.isEmpty)
    }
}
