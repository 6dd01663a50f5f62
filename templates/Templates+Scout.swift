extension Templates {
    /// A shell script that runs its arguments and tells where their time goes, in lines on `HONE_RESULTS`.
    package static var scout: String { text(PackageResources.scout_sh) }

    /// What Python imports to tell the same of itself.
    package static var scoutOfPython: String { text(PackageResources.scout_py) }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
