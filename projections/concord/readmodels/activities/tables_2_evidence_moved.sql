-- Evidence of objects of every kind is in the read model `evidence`.
drop table activity_evidence;
