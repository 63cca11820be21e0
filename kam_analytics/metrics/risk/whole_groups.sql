-- One row per group of several accounts that the viewer sees whole.
SELECT group_id, group_name FROM whole_group WHERE accounts > 1 ORDER BY group_name, group_id
