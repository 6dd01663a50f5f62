import Testing

/// A place where what others made comes in: what it takes as a rule, and the code that reads it.
///
/// Reading ends in a value or in an error; anything else ends the process, and with it the test.
struct Surface: Sendable, CustomTestStringConvertible {
    let name: String
    /// What is well made.
    let seeds: [[UInt8]]
    /// Reads an input with all that looks at what was read, and throws what the program would.
    let read: @Sendable ([UInt8]) async throws -> Void

    init(_ name: String, seeds: [String], read: @escaping @Sendable (String) async throws -> Void) {
        self.init(name, bytes: seeds.map { Array($0.utf8) }) {
            try await read(String(decoding: $0, as: UTF8.self))
        }
    }

    init(_ name: String, bytes: [[UInt8]], read: @escaping @Sendable ([UInt8]) async throws -> Void) {
        self.name = name
        seeds = bytes
        self.read = read
    }

    var testDescription: String { name }

    /// What came of feeding: how many inputs were read, and which took longest.
    struct Feeding {
        var count = 0
        var slowest: (number: Int, time: Duration) = (0, .zero)
    }

    /// Reads input after input until there were `count` of them or the time is over.
    ///
    /// Where an input ends the process, `trail` names it: its surface and its number.
    func feed(from first: Int = 0, count: Int, within limit: Duration, trail: Trail?) async -> Feeding {
        let clock = ContinuousClock()
        let end = clock.now + limit
        var feeding = Feeding()
        while feeding.count < count, clock.now < end {
            let number = first + feeding.count
            trail?.leave("\(name) \(number)")
            let time = await clock.measure {
                do { try await read(input(number)) } catch {
                    // An error is one of the two things that may come of it.
                }
            }
            if time > feeding.slowest.time { feeding.slowest = (number, time) }
            feeding.count += 1
        }
        return feeding
    }

    /// The input of a number.
    func input(_ number: Int) -> [UInt8] {
        var mutator = Mutator(seed: UInt64(number) &* 0x2545_F491_4F6C_DD1D &+ Trail.digest(name.utf8))
        return mutator.input(from: seeds)
    }
}
