import Templates

/// What Python programs talk to hone with: a package of one module, which needs nothing but Python.
package enum PythonClient {
    /// The module.
    package static var module: [UInt8] { Templates.pythonClient }
}
