"""Programs made to run over columns: compiled by LLVM, or in numpy."""
