-- One row for each line in `touched_line` that counts and that later imports told otherwise.
CREATE OR REPLACE TEMP TABLE told_now AS FROM told_of('touched_line')
