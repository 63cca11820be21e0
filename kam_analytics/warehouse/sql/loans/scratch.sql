-- What the borrower creates goes here; nothing is ever created in `memory`.
ATTACH ':memory:' AS scratch;
USE scratch;
