import Search

/// A person's wish that the loop end after the step in flight.
package typealias StopSwitch = StopRequest
