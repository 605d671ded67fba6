let a = [1, 2]
"shown once"

//| error: true
print("on the way")
a[7]

//: The next cells run.
a.count
