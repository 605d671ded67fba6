@propertyWrapper
struct Clamped {
  private var value: Double
  init(wrappedValue: Double) { value = min(max(wrappedValue, 0), 1) }
  var wrappedValue: Double {
    get { value }
    set { value = min(max(newValue, 0), 1) }
  }
}
struct Weights {
  @Clamped var first = 3.0
}

//: Nothing is larger than one.
var weights = Weights()
weights.first = -2
weights.first
