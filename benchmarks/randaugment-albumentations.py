"""RandAugment's operations by albumentations, timed: python randaugment-albumentations.py IMAGES.raw PLAN.json

IMAGES.raw holds images of `side` × `side` RGB pixels one after another; PLAN.json is {"side", "pairs": [[a, b], …]}, the
operations for each image in turn, each {"name", "value"}. Prints one JSON object with CPU seconds of this process.
"""

import json
import platform
import sys
import time
from importlib.metadata import version

import albumentations as A
import cv2
import numpy as np

cv2.setNumThreads(0)
images, plan = sys.argv[1:]
with open(plan, encoding="utf-8") as file:
    plan = json.load(file)
side = plan["side"]
pictures = np.fromfile(images, dtype=np.uint8).reshape(-1, side, side, 3)
still = {"brightness": (1, 1), "contrast": (1, 1), "saturation": (1, 1), "hue": (0, 0)}


def affine(**changes):
    own = {"shear": {"x": (0, 0), "y": (0, 0)}, "scale": 1, "rotate": 0, "interpolation": cv2.INTER_NEAREST}
    return A.Affine(**{**own, **changes}, p=1)


def transform(name, value):
    match name:
        case "identity":
            return A.NoOp(p=1)
        case "shear-x":
            return affine(shear={"x": (value, value), "y": (0, 0)})
        case "shear-y":
            return affine(shear={"x": (0, 0), "y": (value, value)})
        case "translate-x":
            return affine(translate_px={"x": (value, value), "y": (0, 0)})
        case "translate-y":
            return affine(translate_px={"x": (0, 0), "y": (value, value)})
        case "rotate":
            border = cv2.BORDER_CONSTANT
            return A.Rotate(limit=(value, value), interpolation=cv2.INTER_NEAREST, border_mode=border, p=1)
        case "brightness" | "contrast" | "saturation":
            return A.ColorJitter(**{**still, name: (value, value)}, p=1)
        case "sharpness":
            return A.Sharpen(alpha=(value - 1, value - 1), lightness=(1, 1), p=1)
        case "posterize":
            return A.Posterize(num_bits=value, p=1)
        case "solarize":
            return A.Solarize(threshold_range=(value / 255, value / 255), p=1)
        case "autocontrast":
            return A.AutoContrast(p=1)
        case "equalize":
            return A.Equalize(p=1)
    raise ValueError(name)


made = {}


def transform_of(operation):
    key = (operation["name"], operation["value"])
    if key not in made:
        made[key] = transform(*key)
    return made[key]


pairs = [[transform_of(operation) for operation in pair] for pair in plan["pairs"]]


def run(count):
    for i in range(count):
        image = pictures[i % len(pictures)]
        for each in pairs[i % len(pairs)]:
            image = each(image=image)["image"]


run(len(pairs) // 4)
start = time.process_time()
run(len(pairs))
seconds = time.process_time() - start
each = {}
for (name, _), one in made.items():
    begin = time.process_time()
    for i in range(50):
        one(image=pictures[i % len(pictures)])
    each[name] = (time.process_time() - begin) / 50
names = ["albumentations", "opencv-python-headless", "numpy"]
versions = {"python": platform.python_version(), **{name: version(name) for name in names}}
print(json.dumps({"seconds": seconds, "versions": versions, "each": each}))
