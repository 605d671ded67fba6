import Notebook
//: Text, values and text come in the order in which they happened.
print("one")
show(2)
print("three")
show("four")
print("five")
6
