/// The text of an error on a page: its description if the type has one, else its type and case.
///
/// An enumeration prints only its case by default, such as `posterior`, which would say little; a
/// structure prints its type already.
func errorText(of error: any Error) -> String {
  let value: Any = error
  let hasDescription =
    value is any CustomStringConvertible || value is any CustomDebugStringConvertible
  let isBareCase = !hasDescription && Mirror(reflecting: error).displayStyle == .enum
  return isBareCase ? "\(type(of: error)).\(error)" : "\(error)"
}
