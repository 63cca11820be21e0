-- One row per stage: how the deals ended that an earlier export showed open in it.
SELECT stage, won, closed FROM stage_outcomes($as_of) ORDER BY stage
