// Nothing but remarks,
/* of both kinds */
