# Shell functions that ./longvpo and ./test share: find out what is missing, install it in the open, build when sources changed.
# Sourced, never run; expects $root to hold the repository's folder.

state="$root/.longvpo"
run_packages=(cmake gcc libc6-dev make pkg-config libavformat-dev libavcodec-dev libavfilter-dev libswscale-dev libswresample-dev libavutil-dev
  libtesseract-dev tesseract-ocr-eng wamerican wfrench)
# The demo's film and the tests' clips are made with the ffmpeg program and drawn with a known font.
film_packages=(ffmpeg fonts-dejavu-core)
# Without an OpenBLAS libtorch calculates with the reference library, about 15 times slower.
torch_packages=(g++ libtorch-dev libopenblas0-openmp)

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 2
}

missing_packages() {
  local package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s\n' "$package"
  done
}

# Installs the packages that are not there yet and says so; a machine without apt is told what to install by hand.
ensure_packages() {
  local missing
  command -v dpkg-query >/dev/null || {
    local program
    for program in cmake cc pkg-config; do command -v "$program" >/dev/null || fail "longvpo: $program is missing, and this is not Debian or Ubuntu: install the equivalents of: $*"; done
    pkg-config --exists libavformat libavcodec libavfilter libswscale libswresample tesseract ||
      fail "longvpo: the FFmpeg or Tesseract development files are missing, and this is not Debian or Ubuntu: install the equivalents of: $*"
    return
  }
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -eq 0 ] && return
  local become=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "longvpo: these packages are missing and there is no sudo: as root, run: apt-get install ${missing[*]}"
    become=(sudo)
  fi
  say "longvpo: installing with apt-get: ${missing[*]}"
  "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 || say "longvpo: the package lists could not be renewed; trying with the old ones"
  "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 ||
    fail "longvpo: apt-get could not install ${missing[*]}; see its words above."
}

ensure_dotnet() {
  command -v dotnet >/dev/null || fail "longvpo: the .NET 10 SDK is missing: install it (package dotnet-sdk-10.0) and start again."
  dotnet --list-sdks 2>/dev/null | grep -q '^10\.' || fail "longvpo: the .NET SDK here is not version 10: install package dotnet-sdk-10.0 and start again."
}

# Everything that is asked once per machine and not at every start; the stamp names the packages, so a longer list asks again.
ensure_machine() {
  local want="$*"
  local stamp
  stamp="$state/machine-$(printf '%s' "$want" | cksum | cut -d' ' -f1)"
  [ -f "$stamp" ] && return
  ensure_dotnet
  ensure_packages "$@"
  mkdir -p "$state"
  touch "$stamp"
}

# build TARGET STAMP FOLDER...: builds TARGET when any source in the folders is newer than its last good build.
build() {
  local target="$1" stamp="$state/$2"
  shift 2
  if [ -f "$stamp" ] && [ -z "$(find "$@" "$root"/Directory.*.props "$root/global.json" \
    \( -name bin -o -name obj \) -prune -o -type f -newer "$stamp" -print -quit)" ]; then
    return
  fi
  mkdir -p "$state"
  (
    flock 9
    say "longvpo: building ${target#"$root"/}"
    local began
    began="$(mktemp "$state/began.XXXXXX")"
    dotnet build "$target" -c Release -v quiet -nologo -clp:ErrorsOnly >"$state/build.log" 2>&1 || {
      cat "$state/build.log" >&2
      rm -f "$began"
      fail "longvpo: the build failed; its words are above."
    }
    mv -f "$began" "$stamp"
  ) 9>"$state/lock" || exit $?
}

# Builds the wall in front of libtorch into .longvpo/torch: against the libtorch that LONGVPO_TORCH_PREFIX names (an unpacked libtorch, or what torch.utils.cmake_prefix_path of a
# Python says), else one inside python3, else the system's, which is installed. A machine that cannot have it is told so and loses only this engine, hence code 1 and no exit.
ensure_torch() {
  local source="$root/src/LongVpo.Models/Native/torch" target="$state/torch" prefix="${LONGVPO_TORCH_PREFIX:-}"
  local stamp="$target/built-${prefix//\//_}"
  [ -f "$stamp" ] && [ -z "$(find "$source" -newer "$stamp" -print -quit)" ] && return
  if [ -z "$prefix" ]; then (ensure_packages "${torch_packages[@]}") || return 1; fi
  mkdir -p "$state"
  (
    flock 9
    say "longvpo: building the libtorch engine"
    rm -rf "$target"
    { cmake -S "$source" -B "$target" -DCMAKE_BUILD_TYPE=Release ${prefix:+"-DCMAKE_PREFIX_PATH=$prefix"} && cmake --build "$target" -j 2; } >"$state/torch.log" 2>&1 || {
      tail -n 20 "$state/torch.log" >&2
      rm -rf "$target"
      say "longvpo: the libtorch engine could not be built; its words are above, and all else works without it."
      return 1
    }
    touch "$stamp"
  ) 9>"$state/torch-lock"
}

# Whether these words ask for the libtorch engine: to train, or by naming it or a card.
wants_torch() {
  [ "${1:-}" = train ] && return
  local word
  for word in "$@"; do
    case "$word" in libtorch | cuda | cuda:* | *=libtorch | *=cuda | *=cuda:*) return ;; esac
  done
  return 1
}
