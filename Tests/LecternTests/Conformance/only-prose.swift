//: # Words
//: Nothing is computed here, and $1 + 1 = 2$ all the same.
