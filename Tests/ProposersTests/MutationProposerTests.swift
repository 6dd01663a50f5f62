import StudyModel
import Testing

@testable import Proposers

struct MutationProposerTests {
    private let proposer = MutationProposer()
    private let program = """
        #define BLOCK 64
        #define LIMIT 10

        int work(int *list, int count) {
            int sum = 0;
            for (int i = 0; i < count; i++) {
                prepare(list);
                sum += list[i] * 3;
            }
            check(list, count);
            return sum;
        }

        """

    @Test func `the same request gives the same proposal`() async throws {
        let request = ProposalRequest.made(of: FolderOfText(["a.c": program, "b.c": program]), seed: 7)
        let first = try await proposer.propose(request)
        let second = try await proposer.propose(request)
        #expect(first == second)
        #expect(!first.changes.isEmpty)
    }

    @Test func `other seeds give other proposals`() async throws {
        let folder = FolderOfText(["a.c": program])
        var seen: Set<[FileChange]> = []
        for seed in 1...40 as ClosedRange<UInt64> {
            seen.insert(try await proposer.propose(.made(of: folder, seed: seed)).changes)
        }
        #expect(seen.count > 20)
    }

    @Test func `no tree is proposed twice, until every edit is spent`() async throws {
        var folder = FolderOfText(["a.txt": "size 2\nother\n"])
        var seed: UInt64 = 0
        while seed < 500 {
            seed += 1
            let proposal = try await proposer.propose(.made(of: folder, seed: seed))
            guard proposal.failure?.cause == nil else { break }
            #expect(folder.isNovel(proposal.changes))
            folder.evaluated.insert(folder.applying(proposal.changes).files)
        }
        let last = try await proposer.propose(.made(of: folder, seed: 900))
        #expect(last.changes.isEmpty)
        #expect(last.failure?.cause == "every mutation of the editable files has been evaluated")
        #expect(folder.evaluated.count > 8)
    }

    @Test(
        arguments: [[:], ["empty": ""], ["blank": "\n \n\t\n"], ["binary": "a\0b 12\n"]] as [[String: String]]
    )
    func `where there is nothing to mutate it says so`(files: [String: String]) async throws {
        let proposal = try await proposer.propose(.made(of: FolderOfText(files)))
        #expect(proposal.changes.isEmpty)
        #expect(proposal.failure?.cause == "no editable file holds text that can be mutated")
    }

    @Test func `a file too large is left alone`() async throws {
        let large = String(repeating: "x = 1\n", count: Source.largestSize / 6 + 1)
        let proposal = try await proposer.propose(.made(of: FolderOfText(["large": large])))
        #expect(proposal.failure?.cause != nil)
    }

    @Test func `of many files only some are read`() async throws {
        let files = (0..<2000).map { ("file\($0).txt", "x = \($0)\n") }
        let artifact = CountingArtifact(folder: FolderOfText(Dictionary(uniqueKeysWithValues: files)))
        let request = ProposalRequest.made(of: artifact.folder)
        var counted = request
        counted.artifact = artifact
        let proposal = try await proposer.propose(counted)
        #expect(proposal.failure?.cause == nil)
        #expect(await artifact.reads.count <= 32)
    }

    @Test func `an executable file stays one`() async throws {
        var folder = FolderOfText(["run.sh": "sleep 8\necho done\n"])
        folder.executables = ["run.sh"]
        let proposal = try await proposer.propose(.made(of: folder))
        guard case .file(_, executable: true) = try #require(proposal.changes.first).content else {
            Issue.record("the file lost its mode")
            return
        }
    }

    @Test func `summaries say the edit in words and fit a subject line`() async throws {
        let folder = FolderOfText(["src/deeply/nested/folder/with/long/names/program.c": program])
        for seed in 1...60 as ClosedRange<UInt64> {
            let proposal = try await proposer.propose(.made(of: folder, seed: seed))
            #expect(proposal.summary.count <= 72)
            #expect(["change", "delete", "copy", "move", "swap"].contains { proposal.summary.hasPrefix($0) })
            #expect(!proposal.summary.contains("\n"))
        }
    }

    @Test func `an edit is named by its kind and its target`() throws {
        let source = try #require(Source(path: "a.c", bytes: Array(program.utf8), editable: nil))
        let site = try #require(source.literals.first)
        let edit = Edit.number(site, to: try #require(site.literal.scaled(by: 2, over: 1)), .up)
        let proposal = try #require(Mutation(edit, of: source)).proposal
        #expect(proposal.summary == "change BLOCK from 64 to 128 in a.c:1")
        #expect(proposal.edit == "number-up:BLOCK")
        let deletion = try #require(Mutation(.delete(9..<10), of: source)).proposal
        #expect(deletion.summary == "delete a.c:10: check(list, count);")
        #expect(deletion.edit == "delete")
    }
}

/// Counts what is read of a folder.
private actor CountingArtifact: ArtifactView {
    let folder: FolderOfText
    private(set) var reads: [String] = []

    init(folder: FolderOfText) { self.folder = folder }

    func editablePaths() -> [String] { folder.editablePaths() }
    func contextPaths() -> [String] { [] }
    func read(_ path: String) -> [UInt8]? {
        reads.append(path)
        return folder.read(path)
    }
    func isExecutable(_ path: String) -> Bool { false }
    func editableLines(of path: String) -> [ClosedRange<Int>]? { nil }
    func isNovel(_ changes: [FileChange]) -> Bool { folder.isNovel(changes) }
}
