//: The optimum $\theta^*/2$ is halved, and a/*.csv opens nothing.
let a = 1
a
