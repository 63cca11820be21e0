-- Tables that are named without their database are those of this file from here on.
ATTACH '{file}' AS {name};
USE {name};
