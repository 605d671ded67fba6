print("one", terminator: "")
print(", two", terminator: "")

//: The next cell begins where it begins.
print("three", terminator: "")
3

// %% Blank lines
print("four", terminator: "\n\n")
