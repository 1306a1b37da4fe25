"""A program: the servers and the application in one directory, kept running as `make run` does.

`python -m tests.faults.house DIRECTORY` runs until SIGTERM. What is where is written to the file
`address`; the numbers of the processes stand in `processes/`.
"""

import contextlib
import json
import sys
from pathlib import Path

from repatriation.embedded.account import servers_account
from repatriation.embedded.children import (
    WORKER,
    Child,
    application_child,
    beat_command,
    web_command,
)
from repatriation.embedded.environment import application_environment, for_worker
from repatriation.embedded.leftovers import Records
from repatriation.embedded.output import say
from repatriation.embedded.ports import free_port, listen_from
from repatriation.embedded.preparation import prepare
from repatriation.embedded.secrets import kept_secrets
from repatriation.embedded.services import Services
from repatriation.embedded.supervisor import StopAsked, Supervisor, stop_on_signals


def main(directory: Path) -> None:
    """The servers keep what they were told: what is acknowledged must outlive them."""
    records = Records(directory / "processes")
    records.directory.mkdir()
    secrets = kept_secrets(directory / "secrets")
    services = Services(directory, servers_account(), secrets)
    with stop_on_signals(), contextlib.suppress(StopAsked):
        try:
            port, sockets = listen_from(free_port(), say)
            services.start()
            addresses, url = services.addresses(), f"http://localhost:{port}"
            environment = application_environment(secrets, directory, addresses, url)
            prepare(environment, addresses)
            for name, server in services.ours.items():
                records.remember(name, server.process.pid)
            said = {"url": url, "addresses": addresses}
            (directory / "address").write_text(json.dumps(said))
            servers = [
                Child(name, server.launch, server.process) for name, server in services.ours.items()
            ]
            numbers = [each.fileno() for each in sockets]
            workers = for_worker(environment)
            application = [
                application_child("web", web_command(numbers), environment, numbers),
                application_child("worker", WORKER, workers),
                application_child("beat", beat_command(directory / "beat"), workers),
            ]
            Supervisor(servers, application, records).run(lambda: True)
        finally:
            services.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
