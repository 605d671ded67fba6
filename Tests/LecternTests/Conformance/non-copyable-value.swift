//: # A value that cannot be copied

struct Token: ~Copyable { var number = 1 }
Token()

//: It runs, and is not shown.

let token = Token()
token

//: A part of it can be.

token.number
