-- Whether a note is on an account or on a group: both may bear one code.
ALTER TABLE account_note ADD COLUMN level VARCHAR DEFAULT 'entity';  -- entity, group
