import StudyModel
import Text

/// A span of OpenTelemetry, as its JSON encoding has it: IDs in hexadecimal digits, times in nanoseconds as text.
struct TraceSpan {
    /// The value of an attribute.
    enum Value {
        case text(String)
        case whole(Int)
        case number(Double)
        case flag(Bool)
    }

    /// Something that happened in it.
    struct Event {
        let name: String
        /// Seconds since 1970.
        let at: Double
        let attributes: [(String, Value)]
    }

    let trace: String
    let id: String
    /// The span that it is a part of.
    let parent: String?
    let name: String
    /// Seconds since 1970.
    let from: Double
    let to: Double
    /// Whether it is a call of somebody else's service.
    var isCall = false
    var attributes: [(String, Value)] = []
    var events: [Event] = []
    /// Why it failed; `nil` where it did not.
    var error: String?

    func write(to line: inout ObjectWriter) {
        line.put("traceId", trace)
        line.put("spanId", id)
        line.put("parentSpanId", parent)
        line.put("name", name)
        line.put("kind", isCall ? 3 : 1)
        line.put("startTimeUnixNano", Self.nanoseconds(from))
        line.put("endTimeUnixNano", Self.nanoseconds(to))
        line.attributes(attributes)
        line.objects("events", events) { event, line in
            line.put("name", event.name)
            line.put("timeUnixNano", Self.nanoseconds(event.at))
            line.attributes(event.attributes)
        }
        if let error {
            line.object("status") { status in
                status.put("code", 2)
                status.put("message", error)
            }
        }
    }

    private static func nanoseconds(_ seconds: Double) -> String {
        let whole = seconds.rounded(.down)
        let rest = ((seconds - whole) * 1e9).rounded(.down)
        let nanoseconds = Int(clamping: whole).multipliedReportingOverflow(by: 1_000_000_000)
        return "\(nanoseconds.overflow ? 0 : nanoseconds.partialValue.adding(clamping: Int(clamping: rest)))"
    }
}

extension ObjectWriter {
    /// Writes attributes, each with the kind of its value.
    mutating func attributes(_ attributes: [(String, TraceSpan.Value)]) {
        objects("attributes", attributes) { attribute, line in
            line.put("key", attribute.0)
            line.object("value") { value in
                switch attribute.1 {
                case .text(let text): value.put("stringValue", text)
                case .whole(let whole): value.put("intValue", "\(whole)")
                case .number(let number): value.put("doubleValue", number)
                case .flag(let flag): value.put("boolValue", flag)
                }
            }
        }
    }
}
