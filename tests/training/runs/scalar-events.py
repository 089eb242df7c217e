"""Reads a folder of event files as TensorBoard does; then again when its file was replaced.

Arguments: the folder, the file that replaces the event file. Prints both readings as JSON:
by tag, [step, value, wall time] of each scalar.
"""

import json
import os
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

folder, later = sys.argv[1:]
accumulator = EventAccumulator(folder, size_guidance={"scalars": 0})


def read():
    accumulator.Reload()
    return {
        tag: [[event.step, event.value, event.wall_time] for event in accumulator.Scalars(tag)]
        for tag in accumulator.Tags()["scalars"]
    }


first = read()
[name] = os.listdir(folder)
os.replace(later, os.path.join(folder, name))
print(json.dumps([first, read()]))
