/// What a page says of an error: its own words, or else its type and its case.
///
/// The case alone, such as `posterior`, would say nothing; structures print their type already.
func errorText(of error: any Error) -> String {
  let value: Any = error
  let hasWords = value is any CustomStringConvertible || value is any CustomDebugStringConvertible
  let isBareCase = !hasWords && Mirror(reflecting: error).displayStyle == .enum
  return isBareCase ? "\(type(of: error)).\(error)" : "\(error)"
}
