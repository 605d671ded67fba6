import NoSuchModule
let a = 1
