import Platform

/// What a process reads from its standard input, as a file without a name: nobody has to feed a pipe.
struct InputFile: ~Copyable {
    private let file: OpenFile
    var descriptor: Int32 { file.descriptor }

    init(_ bytes: [UInt8]) throws(FileError) {
        let file = try OpenFile.unnamed()
        try file.write(bytes)
        try file.rewind()
        self.file = file
    }
}
