//: ---
//: cache: sometimes
//: depends: [data.csv, git:HEAD, "", env:TWO WORDS]
//: ---
//| depends: data.csv
1
