//: An array has an end.
print("before")
[1, 2][5]
