//:	# Tabs
//:	A tab after the sign is a space.
//:
//:	- and a list

//|	echo: false
"shown"
