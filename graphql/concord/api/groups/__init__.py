"""组织机构、结对、协议: what binds members inside an alliance, in the schema."""
