import FoundationEssentials

/// Moments as people read them.
enum Dates {
    /// `2026-11-22 18:05`, in the zone at this offset.
    static func minute(_ time: Int64, offsetMinutes: Int) -> String {
        // A journal may tell any time; years of four digits are what the calendar is asked for.
        let known = min(max(time, 0), 253_402_214_400)
        let local = Date(timeIntervalSince1970: Double(known + Int64(offsetMinutes) * 60))
        let text = local.formatted(.iso8601)
        return String(text.prefix(16)).split(separator: "T").joined(separator: " ")
    }
}
