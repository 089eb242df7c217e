"""Starts the workers of `MultiWorkerMirroredStrategy` on this machine: `python -m millrace_train.tensorflow_launcher N JOB`.

TensorFlow has no launcher of its own. When one worker ends with an error the others are ended too.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time


def main(workers: int, job: str) -> int:
    cluster = {"worker": [f"127.0.0.1:{port}" for port in _free_ports(workers)]}
    processes = []
    for index in range(workers):
        config = json.dumps({"cluster": cluster, "task": {"type": "worker", "index": index}})
        # The standard input is that of the launcher: workers listen to who started it.
        environment = {**os.environ, "TF_CONFIG": config, "TF_CPP_MIN_LOG_LEVEL": "2"}
        processes.append(subprocess.Popen([sys.executable, "-m", "millrace_train", job], env=environment))
    signal.signal(signal.SIGTERM, lambda *_: [each.terminate() for each in processes])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        codes = [each.poll() for each in processes]
        failed = next((code for code in codes if code not in (None, 0)), None)
        if failed is not None:
            for each in processes:
                each.kill()
            return failed if failed > 0 else 1
        if None not in codes:
            return 0
        time.sleep(0.1)


def _free_ports(count: int) -> list[int]:
    """Ports that nothing listens on now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2]))
