func succeed() throws {}

//| error: true
try succeed()
