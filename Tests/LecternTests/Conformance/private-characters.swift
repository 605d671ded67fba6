//: # Icons 󰀁 of a font
//: Text 󰀀 and 􀀁 and `󰀁 code 􀀀`, \(1 + 1) times, \\􏿽 $\text{󰀂}$.
//:
//: | a 󰀀 | b |
//: |---|---|
//: | 󰀀 | 􀀀 |

print("󰀀 􀀀")
"󰀀 􀀀"
