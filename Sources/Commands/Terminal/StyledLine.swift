/// A line with styles in it, which take no room on a terminal.
struct StyledLine {
    private let text: String

    init(_ text: String) { self.text = text }

    /// How many columns it takes.
    var count: Int { pieces.reduce(0) { $0 + ($1.isStyle ? 0 : 1) } }

    /// The line in so many columns: what is longer ends in `…`, and no style stays open.
    func cut(to width: Int) -> String {
        guard width > 0, count > width else { return text }
        var (shown, room, isOpen) = ("", width - 1, false)
        for piece in pieces {
            if piece.isStyle {
                isOpen = piece.text != Style.end
                shown += piece.text
            } else if room > 0 {
                shown += piece.text
                room -= 1
            } else {
                break
            }
        }
        return shown + (isOpen ? Style.end : "") + "…"
    }

    private struct Piece {
        let text: String
        let isStyle: Bool
    }

    /// Its characters, and its styles whole.
    private var pieces: [Piece] {
        var (pieces, style): ([Piece], String?) = ([], nil)
        for character in text {
            if let begun = style {
                style = begun + String(character)
                guard character.isLetter else { continue }
                pieces.append(Piece(text: begun + String(character), isStyle: true))
                style = nil
            } else if character == "\u{1B}" {
                style = "\u{1B}"
            } else {
                pieces.append(Piece(text: String(character), isStyle: false))
            }
        }
        return pieces
    }
}
