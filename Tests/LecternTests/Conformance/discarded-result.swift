func log(_ text: String) -> Int {
  print(text)
  return text.count
}
_ = log("in the middle")
@discardableResult func quiet() -> Int { 7 }
quiet()

// %% An assignment shows nothing, nor does a call without a value
_ = log("assigned")
func nothing() {}
nothing()
