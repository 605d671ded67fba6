//| width: wide
1
