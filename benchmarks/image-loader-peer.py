"""One peer's loader over JPEGs in memory: decode, RandomResizedCrop to 224, flip, batches of 64.

  python image-loader-peer.py PEER FOLDER WORKERS EPOCHS

PEER is simplejpeg or opencv. Both choose libjpeg's scaled decoding where the crop stays at least as large as 224. All
epochs are one pass without a pause between them, and the first one is not counted; FOLDER has a multiple of 64 files.
Prints one JSON object: images, wall and CPU seconds of the counted epochs.
"""

import json
import math
import os
import random
import resource
import sys
import time

import cv2
import numpy as np
import simplejpeg
import torch
from torch.utils.data import DataLoader, Dataset

SIDE = 224


def draw(width, height):
    area = width * height
    for _ in range(10):
        target = area * random.uniform(0.08, 1)
        shape = math.exp(random.uniform(math.log(3 / 4), math.log(4 / 3)))
        w, h = round(math.sqrt(target * shape)), round(math.sqrt(target / shape))
        if 0 < w <= width and 0 < h <= height:
            return random.randint(0, width - w), random.randint(0, height - h), w, h
    side = min(width, height)
    return (width - side) // 2, (height - side) // 2, side, side


def scale_for(w, h):
    room = min(w, h) / SIDE
    return 8 if room >= 8 else 4 if room >= 4 else 2 if room >= 2 else 1


REDUCED = {1: cv2.IMREAD_COLOR_RGB, 2: cv2.IMREAD_REDUCED_COLOR_2, 4: cv2.IMREAD_REDUCED_COLOR_4, 8: cv2.IMREAD_REDUCED_COLOR_8}


def decode_opencv(data, scale, width, height):
    pixels = cv2.imdecode(data, REDUCED[scale] | cv2.IMREAD_IGNORE_ORIENTATION)
    return pixels if scale == 1 else pixels[:, :, ::-1]


def decode_simplejpeg(data, scale, width, height):
    if scale == 1:
        return simplejpeg.decode_jpeg(data, fastdct=True, fastupsample=True)
    least = {"min_width": math.ceil(width / scale), "min_height": math.ceil(height / scale)}
    return simplejpeg.decode_jpeg(data, fastdct=True, fastupsample=True, **least)


DECODERS = {"opencv": decode_opencv, "simplejpeg": decode_simplejpeg}


class Pictures(Dataset):
    def __init__(self, peer, files, epochs):
        self.decode = DECODERS[peer]
        self.files = [np.frombuffer(data, np.uint8) for data in files]
        self.length = len(files) * epochs

    def __len__(self):
        return self.length

    def __getitem__(self, place):
        data = self.files[place % len(self.files)]
        height, width = simplejpeg.decode_jpeg_header(data)[:2]
        x, y, w, h = draw(width, height)
        scale = scale_for(w, h)
        pixels = self.decode(data, scale, width, height)
        x, y, w, h = (round(value / scale) for value in (x, y, w, h))
        crop = cv2.resize(pixels[y : y + h, x : x + w], (SIDE, SIDE), interpolation=cv2.INTER_LINEAR)
        if random.random() < 0.5:
            crop = cv2.flip(crop, 1)
        return torch.from_numpy(np.ascontiguousarray(crop)), place


def settle(_):
    cv2.setNumThreads(0)
    torch.set_num_threads(1)
    random.seed(torch.initial_seed())


def cpu_seconds():
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)


def children_seconds():
    """CPU seconds of this process and of its living children, which getrusage does not tell."""
    total = cpu_seconds()
    me = os.getpid()
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as file:
                    fields = file.read().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == me:
                total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def main():
    peer, folder, workers, epochs = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    files = []
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            files.append(file.read())
    loader = DataLoader(
        # Some more, so that batches are read ahead when the clock stops as when it starts.
        Pictures(peer, files, 2 + epochs + 512 // len(files)),
        batch_size=64,
        shuffle=True,
        num_workers=workers,
        worker_init_fn=settle,
    )
    seen, total, cpu, start = 0, 0, 0, 0
    batches = iter(loader)
    for batch, _ in batches:
        seen += len(batch)
        total += int(batch[:, ::16, ::16].sum())
        if seen == len(files):
            cpu, start = children_seconds(), time.perf_counter()
        if seen == len(files) * (1 + epochs):
            break
    wall = time.perf_counter() - start
    spent = children_seconds() - cpu
    images = seen - len(files)
    versions = {"torch": torch.__version__, "opencv": cv2.__version__, "simplejpeg": simplejpeg.__version__}
    mean = total / seen / (14 * 14 * 3)
    print(json.dumps({"images": images, "wallSeconds": wall, "cpuSeconds": spent, "mean": mean, "versions": versions}))


if __name__ == "__main__":
    main()
