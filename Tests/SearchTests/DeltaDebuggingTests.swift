import Search
import Testing

struct DeltaDebuggingTests {
    @Test(
        arguments: [
            ([3], 8), ([1, 6], 8), ([0, 1, 2, 3], 4), ([2, 5, 7], 20), ([], 5), ([0, 19], 20),
        ])
    func `what is found is all that is needed and nothing else`(needed: [Int], count: Int) async throws {
        let search = DeltaDebugging<Int> { Set(needed).isSubset(of: $0) }
        let found = try await search.minimize(Array(0..<count))
        // An empty part is never asked about: a change of nothing is no candidate.
        #expect(needed.isEmpty ? found.count == 1 : found == needed)
    }

    @Test func `no part is asked about twice, and their number stays within the bound`() async throws {
        let count = 12
        let asked = Asked()
        let search = DeltaDebugging<Int> { part in
            await asked.add(part)
            return part.contains(2) && part.contains(9)
        }
        _ = try await search.minimize(Array(0..<count))
        let parts = await asked.parts
        #expect(Set(parts).count == parts.count)
        #expect(parts.count <= count * count + 3 * count)
    }

    private actor Asked {
        private(set) var parts: [[Int]] = []
        func add(_ part: [Int]) { parts.append(part) }
    }
}
