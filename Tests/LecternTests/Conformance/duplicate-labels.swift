import Notebook

//| label: tbl-a
//| caption: One.
Table("a", rows: [["1"]])

//| label: tbl-a
//| caption: Two.
Table("b", rows: [["2"]])
