"""A projector of the tiny read models in a process of its own, to be killed. Argument: the DSN."""

import asyncio
import sys

from tallying import COUNTS, TALLIES

from concord.projecting import run_projector

if __name__ == "__main__":
    asyncio.run(run_projector(sys.argv[1], asyncio.Event(), models=(TALLIES, COUNTS)))
