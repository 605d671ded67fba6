// %% Nothing here

// %% Only a comment
// a remark

// %% Something
1 + 1

// %%

// %% Nothing at the end
