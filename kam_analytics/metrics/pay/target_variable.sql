-- One row per person whose target variable pay this viewer may see.
SELECT person_id, target_variable::DOUBLE AS target_variable FROM people_pay
