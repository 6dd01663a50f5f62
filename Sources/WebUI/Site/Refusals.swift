/// What those are told who are not let in, and those who ask for what is not there.
enum Refusals {
    static func answer(_ refusal: Gate.Refusal) throws -> Answer {
        switch refusal {
        case .noSession:
            try Answer.message(
                "Not open here",
                [
                    "This site opens with the address that `hone serve` printed when it started, once, in one browser.",
                    "To get in from here, stop it with Ctrl-C, start it again, and open the address that it prints.",
                ], .forbidden)
        case .usedToken:
            try Answer.message(
                "This address was used",
                [
                    "It opened the site once, in another browser or another profile, or cookies are off.",
                    "If that was not you, stop `hone serve`. To get in from here, start it again and open the address that it prints.",
                ], .forbidden)
        case .foreignHost:
            try Answer.message(
                "Not this host",
                ["The site answers under the address that `hone serve` printed, and under no other name."],
                .forbidden)
        case .foreignOrigin:
            try Answer.message(
                "Not from there", ["The site takes nothing from other pages. Nothing was done."], .forbidden)
        }
    }

    static var notFound: Answer {
        get throws {
            try Answer.message(
                "Not found", ["There is nothing at this address."], .notFound, back: "/",
                backWords: "All runs")
        }
    }
}
