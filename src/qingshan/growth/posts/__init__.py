"""Model posts of party members (党员示范岗): what each has promised, for all to see."""
