"""python -m slawizard.worker: the render process; with --job, the process of one job where forking is not safe; with
--children N, a render process for rows that does as many jobs at once.
"""

from __future__ import annotations

import os
import sys

from slawizard.worker.children import perform_spawned
from slawizard.worker.engine import RowEngine
from slawizard.worker.server import main

if __name__ == "__main__":
    if sys.argv[1:] == ["--job"]:
        target = os.dup(1)
        os.dup2(2, 1)
        perform_spawned(0, target)
    elif sys.argv[1:2] == ["--children"]:
        sys.exit(main(RowEngine(), int(sys.argv[2])))
    else:
        sys.exit(main())
