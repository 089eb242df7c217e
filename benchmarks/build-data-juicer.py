"""The nearest that Data-Juicer has, with two processes: python build-data-juicer.py INPUT_FOLDER GLOB FOLDER

Its filters of words, repetition and characters in the place of Gopher's, and its MinHash with the same bands; words are
parts between spaces. It neither tokenizes nor packs. Prints one JSON object; CPU seconds are those of the command, imports
included, and of its children.
"""

import json
import platform
import resource
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

source, pattern, folder = sys.argv[1:]
inputs = Path(folder, "inputs")
inputs.mkdir(parents=True)
for path in Path(source).glob(pattern):
    (inputs / path.name).symlink_to(path)
export = Path(folder, "out", "kept.jsonl")
settings = Path(folder, "settings.yaml")
settings.write_text(
    f"""project_name: bench
dataset_path: {inputs}
export_path: {export}
np: 2
text_keys: text
suffixes: ['.jsonl.gz']
use_cache: false
open_tracer: false
process:
  - words_num_filter: {{ lang: en, tokenization: false, min_num: 50, max_num: 100000 }}
  - word_repetition_filter: {{ lang: en, tokenization: false, rep_len: 10, min_ratio: 0.0, max_ratio: 0.1 }}
  - character_repetition_filter: {{ rep_len: 10, min_ratio: 0.0, max_ratio: 0.2 }}
  - alphanumeric_filter: {{ tokenization: false, min_ratio: 0.6 }}
  - special_characters_filter: {{ max_ratio: 0.3 }}
  - average_line_length_filter: {{ min_len: 10 }}
  - document_minhash_deduplicator:
      {{ tokenization: space, window_size: 5, lowercase: true, num_permutations: 112, jaccard_threshold: 0.7, num_bands: 14, num_rows_per_band: 8 }}
""",
    encoding="utf-8",
)
start = time.monotonic()
command = [str(Path(sys.executable).parent / "dj-process"), "--config", str(settings)]
done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
wall = time.monotonic() - start
if done.returncode != 0:
    sys.exit(done.stderr[-2000:])
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
kept = sum(1 for _ in open(export, encoding="utf-8"))
names = {"py-data-juicer": version("py-data-juicer")}
print(json.dumps({"python": platform.python_version(), **names, "wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "tokens": 0, "kept": kept}))
