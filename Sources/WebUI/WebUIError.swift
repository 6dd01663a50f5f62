/// What can go wrong with pages and with the site.
package enum WebUIError: Error, Hashable, Sendable {
    /// Another program listens at the port.
    case portTaken(UInt16)
    /// The system does not let us listen, and why.
    case cannotListen(reason: String)
    /// A page of this program does not render, which a test of it would have found.
    case brokenPage(name: String)
}
