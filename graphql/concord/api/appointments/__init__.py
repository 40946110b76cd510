"""聘任、流动党员、承诺: the people of organizations, in the schema."""
