struct Refusal: Error {}
func refuse() throws { throw Refusal() }

//| error: true
try refuse()

//: The next cells run.
"after"
