//| echo: maybe
//| column: wide
//| width: 3 furlongs
//| label: two words
1
