UPDATE dated_note SET code = $code WHERE subject = 'kam' AND code = $person
