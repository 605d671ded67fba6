//| echo: false
//: There is no cell here.
