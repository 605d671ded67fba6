let share = 1.0 / 3
//: There is no \(sharre) here.
