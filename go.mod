module dalil

go 1.26
