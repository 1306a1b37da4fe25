"""How much memory and time reading a file takes, in a process of its own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MOST = 1_000_000_000  # of addresses: what asks for more is stopped by the system
# Seconds of the processor, by the promise of docs/handover-lists.md; usually it is one. The clock
# on the wall would tell how busy the machine is.
KILLED_AFTER = 20
PATIENCE = 300
SCRIPT = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, ({most}, {most}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from exchanges.manifests import read
report = read(Path(sys.argv[1]).read_bytes(), "list")
assert report.fatal or report.lines
status = Path("/proc/self/status").read_text()  # getrusage would tell of who started us, too
print(status.partition("VmHWM:")[2].split()[0])
"""


def peak_of(path: Path) -> int:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(most=MOST, seconds=KILLED_AFTER), str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-500:]
    return int(ended.stdout) * 1024
