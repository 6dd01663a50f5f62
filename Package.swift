// swift-tools-version: 6.2

import PackageDescription

/// Swift 6 mode, and every warning an error, in all targets. An async function runs where its caller does: the loop and its store
/// need not wake each other's thread.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// Simulations in tests run thousands of searches: what those compute with is optimized in debug builds too.
let fast: [SwiftSetting] = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A target of ours in its usual folder; `LayeringTests` has the layers, and reads the import lines.
func layer(
    _ name: String, _ dependencies: [Target.Dependency] = [], _ settings: [SwiftSetting] = settings
) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name + "Tests", dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
    name: "hone",
    products: [.executable(name: "hone", targets: ["hone"])],
    dependencies: [
        // The command line's arguments, help and completions.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // Reads the study file, with line numbers for its errors.
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        // The local site's server, with WebSocket; small, and without a network stack of its own beneath it.
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
        // Fills in templates: the prompts of models, those that a study brings too, and the report's and the site's pages.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    ],
    targets: [
        .systemLibrary(name: "Clibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        layer("Platform"),
        // Regular expressions whose work can be bounded, for results of programs; libgit2 needs it too.
        .systemLibrary(name: "Cpcre2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        layer("Text", ["Cpcre2"]),
        // The type is ObjectID; a module must not hold a type of its own name.
        layer("ObjectIDs"),
        layer("Statistics", [], fast),
        layer("StudyModel", ["Text", "ObjectIDs", "Statistics"], fast),
        .target(
            name: "Templates", path: "templates",
            resources: [
                "agents", "ask-tell", "atari", "bbeh", "c", "client", "config", "demo", "endpoint", "github",
                "gitlab", "imports", "manual", "ml-pipeline", "nightly", "pages", "prompt", "prompts",
                "python",
                "rust", "scout", "studies", "swift",
            ].map { .embedInCode("\($0)") },
            swiftSettings: settings),
        .target(
            name: "GitHooks", path: "hooks",
            resources: ["chain.sh", "pre-commit.sh", "post-rewrite.sh", "pre-push.sh"].map {
                .embedInCode("\($0)")
            },
            swiftSettings: settings),
        layer("Git", ["Clibgit2", "Platform", "Text", "ObjectIDs"]),
        // Loads libcurl by name, for `LanguageModel`.
        .target(name: "Ccurl"),
        layer("LanguageModel", ["Ccurl", "StudyModel", "Text"]),
        tests("LanguageModel", ["LanguageModel", "StudyModel", "Text", "TestSupport"]),
        layer("StudyFile", ["StudyModel", "Statistics", "Search", "Text", "Yams"]),
        layer("StudyStore", ["Git", "StudyModel", "Text", "ObjectIDs", "Platform"]),
        // Starts commands, and sees to it that nothing of them is left.
        .target(name: "Csupervisor"),
        layer("Workspaces", ["Csupervisor", "Git", "StudyModel", "Text", "ObjectIDs", "Platform"]),
        // What listings print, as text and as JSON.
        layer("Listings", ["StudyModel", "Text"]),
        layer("Search", ["StudyModel", "Statistics", "Text"], fast),
        // A run in memory, for tests and measurements; not in the program.
        layer("Simulation", ["StudyModel", "ObjectIDs"], fast),
        tests("Statistics", ["Statistics", "Simulation", "StudyModel"]),
        tests("Search", ["Search", "Simulation", "StudyStore", "Git", "StudyModel", "Text", "TestSupport"]),
        layer("Evaluation", ["Workspaces", "StudyModel", "Statistics", "Text", "Platform"]),
        layer(
            "Proposers",
            [
                "Workspaces", "StudyModel", "Statistics", "Text", "Platform", "LanguageModel", "Templates",
                .product(name: "Mustache", package: "swift-mustache"),
            ], fast),
        layer(
            "Wiring",
            [
                "StudyModel", "Statistics", "Text", "ObjectIDs", "Platform", "GitHooks", "Git",
                "LanguageModel",
                "StudyFile", "StudyStore", "Workspaces", "Search", "Evaluation", "Proposers",
            ]),
        layer(
            "Operations",
            [
                "Wiring", "StudyModel", "Statistics", "Text", "ObjectIDs", "Platform", "Templates",
                "GitHooks", "Listings",
                "Git", "LanguageModel", "StudyFile", "StudyStore", "Workspaces", "Search", "Evaluation",
                "Proposers",
            ]),
        layer(
            "WebUI",
            [
                "Operations", "Listings", "StudyModel", "Statistics", "Text", "Platform", "Templates",
                .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
                .product(name: "Mustache", package: "swift-mustache"),
            ]),
        tests(
            "WebUI",
            [
                "WebUI", "Search", "StudyFile", "StudyModel", "Text", "Templates",
                .product(name: "FlyingFox", package: "FlyingFox"),
            ]),
        tests("Wiring", ["Wiring", "StudyFile", "StudyModel"]),
        layer(
            "Commands",
            [
                "Operations", "WebUI", "Listings", "StudyFile", "StudyModel", "Text", "Platform", "GitHooks",
                "Templates",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(name: "hone", dependencies: ["Commands"], swiftSettings: settings),
        // Measures what the design promises, beside git's own commands.
        .executableTarget(
            name: "bench",
            dependencies: [
                "Git", "StudyStore", "Workspaces", "Evaluation", "Search", "Proposers", "Simulation",
                "StudyModel", "Statistics", "Text", "ObjectIDs",
            ],
            path: "Sources/Benchmark", swiftSettings: settings),
        // Temporary folders and repositories for tests, with `git` itself as the oracle.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        tests(
            "Commands",
            [
                "Commands", "StudyFile", "StudyModel", "Text",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        tests(
            "Evaluation",
            [
                "Evaluation", "Platform", "Workspaces", "StudyModel", "Statistics", "Text", "Git",
                "TestSupport",
            ]),
        tests("Operations", ["Operations", "Listings", "StudyModel", "Text", "TestSupport"]),
        tests("Git", ["Git", "Clibgit2", "Platform", "ObjectIDs", "StudyModel", "TestSupport"]),
        tests("Workspaces", ["Workspaces", "Platform", "Git", "StudyModel", "TestSupport"]),
        tests("StudyModel", ["StudyModel", "Text", "TestSupport"]),
        tests("Text", ["Text"]),
        tests("Platform", ["Platform", "TestSupport"]),
        tests("ObjectIDs", ["ObjectIDs"]),
        .testTarget(
            name: "StudyStoreTests",
            dependencies: [
                "StudyStore", "Git", "StudyModel", "Text", "ObjectIDs", "Platform", "Simulation",
                "TestSupport",
            ],
            exclude: ["Fixtures"],
            swiftSettings: settings,
            // SyncCounter stands in for these functions of the C library, for libgit2 too.
            linkerSettings: [
                .unsafeFlags(
                    ["fsync", "fdatasync", "syncfs"].flatMap {
                        ["-Xlinker", "--export-dynamic-symbol=\($0)"]
                    })
            ]),
        tests("StudyFile", ["StudyFile", "Search", "StudyModel", "Text"]),
        tests("Layering", []),
        // Whatever is read of what others made, spoiled; see ForeignInputTests.
        tests(
            "ForeignInput",
            [
                "Evaluation", "Proposers", "LanguageModel", "StudyStore", "StudyFile", "Search", "Workspaces",
                "Git", "StudyModel", "Text", "ObjectIDs", "TestSupport",
            ]),
        // The built program as a process, on real repositories.
        .testTarget(
            name: "EndToEndTests", dependencies: ["hone", "TestSupport"],
            exclude: ["Transcripts", "Same", "Clients"],
            swiftSettings: settings),
        tests("Templates", ["Templates", "TestSupport"]),
        tests("GitHooks", ["GitHooks", "Operations", "Platform", "Wiring", "TestSupport"]),
        .testTarget(
            name: "ProposersTests",
            dependencies: [
                "Proposers", "LanguageModel", "Workspaces", "Git", "Search", "Simulation", "Statistics",
                "StudyModel", "Text", "TestSupport",
            ],
            exclude: ["Fixtures"], swiftSettings: settings),
    ]
)
