import Foundation
import Testing

/// Whatever comes from outside is a value or an error: it ends nothing and hangs nowhere.
///
/// A hundred inputs a surface as a rule. With `HONE_FOREIGN_SECONDS=60` all surfaces together take that long and say how many
/// inputs they read; with `HONE_FOREIGN_TRAIL=FILE` the file names the last one, and `HONE_FOREIGN_ONLY="NAME NUMBER"` reads it alone.
@Suite(.serialized) struct ForeignInputTests {
    private static let environment = ProcessInfo.processInfo.environment

    static let surfaces =
        resultSurfaces + proposerSurfaces + modelSurfaces + formatSurfaces + studySurfaces + gitSurfaces

    @Test(arguments: surfaces)
    func `what comes from outside is a value or an error`(surface: Surface) async throws {
        let trail = Trail(path: Self.environment["HONE_FOREIGN_TRAIL"])
        if let only = Self.environment["HONE_FOREIGN_ONLY"] {
            guard only.hasPrefix(surface.name + " "), let number = Int(only.dropFirst(surface.name.count + 1))
            else { return }
            print(String(decoding: surface.input(number), as: UTF8.self))
            _ = await surface.feed(from: number, count: 1, within: .seconds(60), trail: trail)
        } else if let seconds = Self.environment["HONE_FOREIGN_SECONDS"].flatMap({ Double($0) }) {
            let share = Duration.seconds(seconds / Double(Self.surfaces.count))
            let feeding = await surface.feed(count: .max, within: share, trail: trail)
            let (number, time) = feeding.slowest
            print("foreign inputs: \(feeding.count) \(surface.name), the slowest \(number) in \(time)")
            #expect(feeding.count > 0)
        } else {
            let feeding = await surface.feed(count: 100, within: .seconds(60), trail: trail)
            #expect(feeding.count == 100, "so slow that an input of this kind hangs")
        }
    }

    /// A surface whose own examples are refused would be fed with nothing but refusals.
    @Test(arguments: surfaces)
    func `what is well made is read`(surface: Surface) async throws {
        #expect(!surface.seeds.isEmpty)
        for seed in surface.seeds {
            await #expect(throws: Never.self, "\(String(decoding: seed.prefix(200), as: UTF8.self))") {
                try await surface.read(seed)
            }
        }
    }
}
