//| capton: A caption
let a = 1
a
