-- Lists go by GB 18030 (list.sql): this order is nobody's any more.
drop index organization_by_name;
