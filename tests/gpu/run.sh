#!/usr/bin/env bash
# Measures a CUDA card: the folder of reference data in float32 and bfloat16, the tests of the engine, and tokens per second of a random InternVL as large as the 1B model, beside
# transformers where python3 has it. Any machine with a CUDA build of libtorch can run it; LONGVPO_TORCH_PREFIX says where that is, and a torch inside python3 is found by itself.
#
#   tests/gpu/run.sh [--device cuda:0] [--size 1B|tiny] [--frames 16] [--tokens 64]
#
# LONGVPO_SHARED names the folder that has oracle/; without it that part is left out and said so. On a machine without a card, --device cpu --size tiny shows that the script runs.
set -uo pipefail
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)"
. "$root/src/setup.sh"

device=cuda:0 size=1B frames=16 tokens=64
while [ $# -gt 1 ]; do
  case "$1" in
    --device) device="$2" ;;
    --size) size="$2" ;;
    --frames) frames="$2" ;;
    --tokens) tokens="$2" ;;
    *) break ;;
  esac
  shift 2
done
[ $# -eq 0 ] || fail "gpu: there is no argument $1: see the head of tests/gpu/run.sh."

ensure_machine "${run_packages[@]}"
ensure_torch || fail "gpu: without the libtorch engine there is nothing to measure."
build "$root/tests/LongVpo.Benchmarks/LongVpo.Benchmarks.csproj" built-benchmarks "$root/src" "$root/tests/LongVpo.Benchmarks"
build "$root/tests/LongVpo.Models.Tests/LongVpo.Models.Tests.csproj" built-models-tests "$root/src" "$root/tests/LongVpo.Models.Tests"
build "$root/src/LongVpo.Cli/LongVpo.Cli.csproj" built-cli "$root/src"
export LONGVPO_ROOT="$root" LONGVPO_SHARED="${LONGVPO_SHARED:-$root/../shared}"
longvpo() { dotnet "$root/src/LongVpo.Cli/bin/Release/net10.0/longvpo.dll" "$@"; }
wrong=0

command -v nvidia-smi >/dev/null && nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader
if [ -d "$LONGVPO_SHARED/oracle" ]; then
  echo "== reference data, float32 (each array within 1e-4)"
  longvpo eval oracle "$LONGVPO_SHARED/oracle" --engine libtorch --device "$device" || wrong=1
  echo "== reference data, bfloat16 (errors are told, not judged)"
  longvpo eval oracle "$LONGVPO_SHARED/oracle" --engine libtorch --device "$device" --type bfloat16
else
  echo "== no reference data: set LONGVPO_SHARED to the folder that has oracle/"
fi

echo "== tests of the engine on $device"
LONGVPO_TEST_DEVICE="$device" dotnet "$root/tests/LongVpo.Models.Tests/bin/Release/net10.0/LongVpo.Models.Tests.dll" -noColor \
  -namespace LongVpo.Models.Tests.Torch -namespace LongVpo.Models.Tests.Training | grep -E '\[FAIL\]|Total:' || wrong=1
[ "${PIPESTATUS[0]}" -eq 0 ] || wrong=1

echo "== tokens per second, $size, $device, bfloat16"
dotnet "$root/tests/LongVpo.Benchmarks/bin/Release/net10.0/LongVpo.Benchmarks.dll" models-gpu --device "$device" --size "$size" --frames "$frames" --tokens "$tokens" || wrong=1
if "${LONGVPO_PYTHON:-python3}" -c 'import transformers, torch' 2>/dev/null; then
  "${LONGVPO_PYTHON:-python3}" "$root/tests/gpu/peer.py" --device "$device" --size "$size" --frames "$frames" --tokens "$tokens" || echo "the peer failed; its words are above"
else
  echo "no peer: python3 (or LONGVPO_PYTHON) has no torch with transformers"
fi
exit $wrong
