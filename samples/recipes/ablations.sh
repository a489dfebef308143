#!/usr/bin/env bash
# Makes the data of every arm of the ablation table, trains it and judges it, arm after arm, so that one command fills the table. Whatever is there already is kept, and what was killed goes on
# where it stopped: run the same command again.
#
#   samples/recipes/ablations.sh BASE OUT [ARM...]
#
# BASE is the folder of the network that all arms begin with. OUT gets a folder for every arm and seed, as longvpo report --runs OUT reads them. Arms are b0 s1 s1x s1v s1vt s1p s1pf s2 s1s2 s1s
# s1d s1q s1s2o s1s2f tpo tpo100 tpo010; all in that order where none is named. PAIRS and PAIRS2 (2000 and 1000), POOL (seeds 0-1999), EPISODES (2000-2999), SEED (1), EVAL (seeds to judge on;
# nothing is judged without) and LONGVPO (the program) may be set.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
longvpo=${LONGVPO:-$here/../../longvpo}
base=${1:?name the folder of the base network} out=${2:?name a folder for the arms}
shift 2
pairs=${PAIRS:-2000} pairs2=${PAIRS2:-1000} pool=${POOL:-0-1999} episodes=${EPISODES:-2000-2999} seed=${SEED:-1}

place() { echo "$out/$1/seed$seed"; }

# Makes an arm's pairs unless their truth was told already; a run that was killed goes on by itself. One that gave up with too few pairs ends with 1, and what it has is used.
make_pairs() { # ARM STAGE MODEL OPTIONS...
  local folder stage=$2 model=$3
  folder=$(place "$1")
  shift 3
  mkdir -p "$folder"
  [ -s "$folder/truth.json" ] && return
  "$longvpo" prefs "$stage" --model "torch:$model" --seed "$seed" --out "$folder/pairs.jsonl" "$@" || [ $? -eq 1 ]
  "$longvpo" prefs truth "$folder/pairs.jsonl" --json > "$folder/truth.part"
  mv "$folder/truth.part" "$folder/truth.json"
}

judge() { # FOLDER MODEL
  [ -n "${EVAL:-}" ] && [ ! -s "$1/world.json" ] || return 0
  "$longvpo" eval world --model "torch:$2" --seeds "$EVAL" --answers "$1/answers.jsonl" --json > "$1/world.part"
  mv "$1/world.part" "$1/world.json"
}

# Trains and judges an arm: its name, the arm whose pairs it takes, the network it begins with, and what its recipe has other than the defaults.
train() {
  local folder pairs resume=
  folder=$(place "$1") pairs=$(place "$2")/pairs.jsonl
  mkdir -p "$folder"
  [ -s "$folder/recipe.given" ] || printf '{ "seed": %s%s }\n' "$seed" "${4:+, $4}" > "$folder/recipe.given"
  if [ ! -d "$folder/model" ]; then
    if [ -s "$folder/run.safetensors" ]; then resume=--resume; fi
    "$longvpo" train dpo --recipe "$folder/recipe.given" --model "$3" --pairs "$pairs" --out "$folder" $resume
  fi
  judge "$folder" "$folder/model"
}

stage1() { make_pairs "$1" stage1 "$base" --seeds "$pool" --pairs "$pairs" "${@:2}"; }
# In the second stage one network answers, is trained and is the reference.
second='"reference": "full", "learningRate": 0.00003'
stage2() { make_pairs "$1" stage2 "$2" --seeds "$episodes" --pairs "$pairs2" "${@:3}"; }
tpo() { make_pairs "$1" tpo "$base" --seeds "$episodes" --pairs "$pairs2" --localized "$2"; train "$1" "$1" "$base" '"loss": "sigmoid + 0.5 sft", "beta": 0.3, "reference": "full"'; }

arm() {
  case $1 in
    b0) mkdir -p "$(place b0)"; judge "$(place b0)" "$base" ;;
    s1) stage1 s1; train s1 s1 "$base" ;;
    s1x) stage1 s1; train s1x s1 "$base" '"reference": "full"' ;;
    s1s) stage1 s1; train s1s s1 "$base" '"loss": "1 sft"' ;;
    s1d) stage1 s1; train s1d s1 "$base" '"loss": "sigmoid"' ;;
    s1v) stage1 s1v --without likeness; train s1v s1v "$base" ;;
    # Judges of the question would throw a twin out again, so they are left out too.
    s1vt) stage1 s1vt --twin --without likeness rule margin; train s1vt s1vt "$base" ;;
    s1q) stage1 s1q --without rule margin --vague 30; train s1q s1q "$base" ;;
    s1p) stage1 s1p --anchor last; train s1p s1p "$base" ;;
    s1pf) stage1 s1pf --anchor first; train s1pf s1pf "$base" ;;
    s2) stage2 s2 "$base"; train s2 s2 "$base" "$second" ;;
    s1s2) arm s1; stage2 s1s2 "$(place s1)/model"; train s1s2 s1s2 "$(place s1)/model" "$second" ;;
    s1s2o) arm s1; stage2 s1s2o "$(place s1)/model" --captions script; train s1s2o s1s2o "$(place s1)/model" "$second" ;;
    s1s2f) arm s1; stage2 s1s2f "$(place s1)/model" --preferred full; train s1s2f s1s2f "$(place s1)/model" "$second" ;;
    tpo) tpo tpo 5 ;;
    tpo100) tpo tpo100 10 ;;
    tpo010) tpo tpo010 0 ;;
    *) echo "There is no arm $1; see the head of this file." >&2; exit 2 ;;
  esac
}

[ $# -gt 0 ] || set -- b0 s1 s1x s1v s1vt s1p s1pf s2 s1s2 s1s s1d s1q s1s2o s1s2f tpo tpo100 tpo010
for name; do
  echo "== $name" >&2
  arm "$name"
done
