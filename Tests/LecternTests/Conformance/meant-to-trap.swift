let a = [1, 2]

//| error: true
print("on the way")
a[7]

//: The next cells run.
a.count
