//: This never ends.
var i = 0
while true { i = i &+ 1 }
