"""What the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from repatriation.audit.login import serve_as_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatriation.settings")
application = get_wsgi_application()
serve_as_application()
gc.freeze()  # what stays for good is not looked through each time that garbage is collected
