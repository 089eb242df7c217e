"""One rank of a training run: `python -m millrace_train JOB`, as a launcher starts it; JOB is a folder of `millrace train`."""

from __future__ import annotations

import sys

from millrace_stream import MillraceError

from .job import read_job
from .loop import train
from .parent import Parent


def main(folder: str) -> int:
    parent = Parent()
    try:
        job = read_job(folder)
        trainer = open_trainer(job)
        train(job, trainer, parent)
        trainer.close()
    except MillraceError as error:
        parent.tell_error(error)
        return 2
    return 0


def open_trainer(job):
    """Frameworks are imported where a run needs them."""
    engine = job.settings["engine"]
    if engine == "tf":
        from .tensorflow_trainer import TensorFlowTrainer as Trainer
    elif engine == "deepspeed":
        from .deepspeed_trainer import DeepSpeedTrainer as Trainer
    elif engine == "accelerate":
        from .accelerate_trainer import AccelerateTrainer as Trainer
    else:
        from .torch_trainer import TorchTrainer as Trainer
    return Trainer(job)


if __name__ == "__main__":
    # The launcher's own options come before the job.
    sys.exit(main(sys.argv[-1]))
