import sys

from crosscheck.command import main

sys.exit(main())
