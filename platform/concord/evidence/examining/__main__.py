"""`python -m concord.evidence.examining <source> <target> <location>`: two open files by number; says a
`Verdict` as JSON. Decoders of what strangers send run here, with little memory and time and nothing to steal.
"""

import os
import resource
import sys

import msgspec

MEMORY = 1 << 30
SECONDS = 30
"""Of the processor."""


def main() -> None:
    """Limits first, then the libraries that read, then the file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from concord.evidence.examining.kinds import judge
    from concord.evidence.examining.verdict import Wanted

    source, target = (os.fdopen(int(number), "r+b", buffering=0) for number in sys.argv[1:3])
    wanted = Wanted(source, target, os.fstat(source.fileno()).st_size, sys.argv[3] == "1")
    sys.stdout.buffer.write(msgspec.json.encode(judge(wanted)))


if __name__ == "__main__":
    main()
