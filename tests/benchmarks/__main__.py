"""`make bench`: every workload beside its limit, at full size; the results go into the docs."""

import os
import sys
from importlib import import_module

import django
from django.test.utils import setup_test_environment

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatriation.settings")
    django.setup()
    setup_test_environment()
    sys.exit(import_module("tests.benchmarks.running").run(sys.argv[1:]))
