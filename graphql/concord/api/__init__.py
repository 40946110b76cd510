"""The GraphQL interface: a thin layer over commands and read models, with no rule of the domain in it.

Every context has the same rooms: `types`, `queries`, `mutations`, `loaders`. What they share (ids, pages,
payloads, limits, permissions, errors) lies beside them in one file each.
"""
