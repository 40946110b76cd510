"""Evidence files: received, examined, kept encrypted under a key each, served in ranges, destroyed.

What the platform knows of the events that bind a file to an object, whichever context they are of: an entry
of the object's stream whose data has the member `file` attaches that file, one with `removed_file` removes
it. The ledger alone decides (`sweeping`): the table of this package only remembers what waits.
"""
