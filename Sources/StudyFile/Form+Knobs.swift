import StudyModel
import Text

extension Form where Content == [KnobSettings] {
    /// The values of each of some numbers, which may have any name.
    static var knobs: Form {
        .byName(
            Form<KnobSettings.Values>.knobValues, at: { _ in "[]" },
            make: { KnobSettings(name: $0, values: $1) }, parts: { ($0.name, $0.values) })
    }
}

extension Form where Content == KnobSettings.Values {
    /// `{in: 16..4096, scale: log}` or `{of: [1, 2, 4]}`.
    fileprivate static var knobValues: Form {
        Form(
            .group,
            read: { value, site in
                let group = Group(value, at: site)
                if group.value("of") != nil {
                    for key in ["in", "scale"] where group.value(key) != nil {
                        group.report(key, .excluded(by: "'\(site.path).of'"))
                    }
                    let choices = group.read("of", .list(.number)) ?? []
                    if choices.isEmpty { group.report("of", .missingKey(expected: .list(.number))) }
                    return choices.isEmpty ? nil : .choice(choices)
                }
                let scale = group.read("scale", Form<KnobSettings.Scale>.word) ?? .linear
                return group.require("in", .span(isPositive: scale == .log)).map { .range($0, scale) }
            },
            write: { values in
                switch values {
                case .choice(let choices): return .object(["of": .array(choices.map { .number($0) })])
                case .range(let range, let scale):
                    let span = Form<ClosedRange<Double>>.span(isPositive: scale == .log).write(range)
                    return .object(["in": span, "scale": .string(scale.rawValue)])
                }
            })
    }
}

extension Form where Content == ClosedRange<Double> {
    /// Two numbers with `..` between them, the lower first.
    fileprivate static func span(isPositive: Bool) -> Form {
        Form(
            .span(isPositive: isPositive), of: \.text,
            read: { text in
                let middle = text.firstRange(of: "..")
                guard let middle, let low = Quantity.number(String(text[..<middle.lowerBound])),
                    let high = Quantity.number(String(text[middle.upperBound...])), low < high,
                    low > 0 || !isPositive
                else { return nil }
                return low...high
            },
            write: {
                .string("\(JSONValue.number($0.lowerBound).text)..\(JSONValue.number($0.upperBound).text)")
            })
    }
}
