import StudyModel

/// The numbers of some files, each with the names that it goes by.
struct FoundNumbers {
    private struct Number {
        let source: Source
        let site: LiteralSite
        /// The shortest first.
        let names: [String]
    }

    private let numbers: [Number]
    /// By name, the numbers that go by it.
    private let places: [String: [Int]]

    init(in sources: [Source]) {
        numbers = sources.flatMap(Self.numbers)
        var places: [String: [Int]] = [:]
        for (index, number) in numbers.enumerated() {
            for name in number.names { places[name, default: []].append(index) }
        }
        self.places = places
    }

    private static func numbers(of source: Source) -> [Number] {
        var line = -1
        var place = 0
        return source.literals.map { site in
            place = site.line == line ? place + 1 : 1
            line = site.line
            let spot = "\(source.path):\(line + 1)"
            let named = site.name.map { [$0, "\(source.path):\($0)"] } ?? []
            return Number(source: source, site: site, names: named + [spot, "\(spot).\(place)"])
        }
    }

    /// Returns the `most` numbers of the greatest weight, none of less than `least`, in the order of the files.
    func likely(_ most: Int, from least: Double) -> [Knob] {
        let weights = numbers.map(\.site.weight)
        let likely = numbers.indices.filter { weights[$0] >= least }
            .sorted { weights[$0] == weights[$1] ? $0 < $1 : weights[$0] > weights[$1] }
        return likely.prefix(most).sorted().map { index in
            let number = numbers[index]
            let name = number.names.first { places[$0]?.count == 1 } ?? "\(index)"
            // Nobody said that it may have the other sign; only what is 0 has none yet.
            let isZero = number.site.literal.value == 0
            let place = NumberPlace(
                number.site, in: number.source, isSigned: isZero && number.site.literal.isReal)
            return Knob(
                name: name, place: place, range: KnobRange(around: place.value, isWhole: place.isWhole))
        }
    }

    /// Returns the number that a study names; throws a `Failure` where there is none of the name, or several.
    func knob(_ settings: KnobSettings) throws -> Knob {
        let found = places[settings.name] ?? []
        guard let index = found.first, found.count == 1 else { throw problem(settings.name, found) }
        let place = NumberPlace(numbers[index].site, in: numbers[index].source, isSigned: true)
        return Knob(
            name: settings.name, place: place,
            range: KnobRange(settings.values, isWhole: place.isWhole))
    }

    private func problem(_ name: String, _ found: [Int]) -> Failure {
        guard !found.isEmpty else {
            return Failure(
                .run, "No editable line has a number '\(name)', which 'artifact.knobs' names",
                hint: "A number goes by the name that it is given to, by FILE:NAME, or by FILE:LINE")
        }
        let spots = found.prefix(5).compactMap { numbers[$0].names.last }
        return Failure(
            .run, "'\(name)' in 'artifact.knobs' is \(found.count) numbers",
            hint: "Name one of them: \(spots.joined(separator: ", "))\(found.count > 5 ? ", …" : "")")
    }
}
