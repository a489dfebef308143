#!/usr/bin/env bash
# Renders the two-minute film of the demo: nine scenes whose titles, spoken lines, sounds and edits are all known, because this script makes them.
# Usage: render.sh FILE.mp4
set -euo pipefail
out="${1:?usage: render.sh FILE.mp4}"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
font="${LONGVPO_FONT:-$(fc-match -f '%{file}' 'DejaVu Sans:bold' 2>/dev/null || true)}"
[ -f "$font" ] || font=/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf
[ -f "$font" ] || { echo "render.sh: no DejaVu font: install fonts-dejavu-core." >&2; exit 2; }

rate=25 size=640x360
# text WORDS X Y POINTS [FROM TO]: white letters on a dark plate, shown in the scene's own seconds.
text() { printf "drawtext=fontfile='%s':text='%s':x=%s:y=%s:fontsize=%s:fontcolor=white:box=1:boxcolor=black@0.55:boxborderw=10:enable='between(t,%s,%s)'" \
  "$font" "$1" "$2" "$3" "$4" "${5:-0}" "${6:-99}"; }
# waves HUE: rolling bands of one colour, the picture of the sea and its relatives.
waves() { printf "geq=lum='110+60*sin(X/37+T*2)*cos(Y/23-T)':cb='%s':cr='%s'" "$1" "$2"; }

sea="$(waves 165 100)"
graph="
color=c=0x102a56:s=$size:r=$rate:d=8,format=yuv420p,$(text 'THE HARBOUR REPORT' '(w-tw)/2' '(h-th)/2' 44 1 8),fade=in:st=0:d=1.5[title];
color=s=$size:r=$rate:d=16,format=yuv420p,$sea,$(text 'EMMA BERG' 40 250 30 4 12),$(text 'Harbour Master' 40 305 20 4 12)[sea1];
color=c=0x2f8f3a:s=$size:r=$rate:d=16,format=yuv420p,drawgrid=w=80:h=60:t=6:c=0xe08a1e,hue=H='0.15*sin(t)',$(text 'FISH MARKET' '(w-tw)/2' 60 40 2 16),$(text 'OPEN 6 - 11' '(w-tw)/2' 130 30 2 16)[market];
color=c=0x0b0b12:s=$size:r=$rate:d=16,format=yuv420p,drawbox=x=70:y=120:w=60:h=240:c=0x23232e:t=fill,drawbox=x=240:y=80:w=90:h=280:c=0x1b1b26:t=fill,drawbox=x=450:y=150:w=120:h=210:c=0x282834:t=fill,$(text 'PIER 7' 480 40 36 3 13)[night];
color=c=0xc8d4e6:s=$size:r=$rate:d=17,format=yuv420p,drawbox=x=180:y=60:w=280:h=200:c=0x7aa37a:t=fill,$(text 'WIND 14 M/S' '(w-tw)/2' 290 34 2 17)[weather];
color=c=0x6b4a2b:s=$size:r=$rate:d=16,format=yuv420p,drawbox=x=400:y=40:w=180:h=130:c=0xd8c9a8:t=fill,drawbox=x=420:y=60:w=140:h=90:c=0x35608a:t=fill,$(text 'JONAS LIND' 40 250 30 2 14),$(text 'Ferry Captain' 40 305 20 2 14)[captain];
color=s=$size:r=$rate:d=16,format=yuv420p,$sea,$(text 'PIER 7' 480 40 36 4 14)[sea2];
color=c=0x7a1420:s=$size:r=$rate:d=12,format=yuv420p,drawgrid=w=640:h=110:t=2:c=0xf0f0f0,$(text 'FERRY AURORA   22\:30' '(w-tw)/2' '(h-th)/2' 40 1 12)[board];
color=c=black:s=$size:r=$rate:d=5,format=yuv420p,$(text 'THE END' '(w-tw)/2' '(h-th)/2' 40 0.4 3),fade=out:st=3:d=1[end];
[title][sea1][market][night]concat=n=4,settb=1/25,fps=$rate[first];
[weather]settb=1/25,fps=$rate[cloudy];
[first][cloudy]xfade=transition=fade:duration=1:offset=55,settb=1/25[half];
[half][captain][sea2][board][end]concat=n=5,format=yuv420p[v];
sine=f=523:r=48000:d=8,volume=0.25[a1];
anoisesrc=c=brown:r=48000:d=16:a=0.35:seed=1[a2];
sine=f=330:r=48000:d=16,tremolo=f=4,volume=0.35[a3];
anullsrc=r=48000:cl=mono,atrim=duration=16[a4];
anoisesrc=c=pink:r=48000:d=16:a=0.6:seed=2[a5];
sine=f=180:r=48000:d=16,volume=0.2[a6];
anoisesrc=c=brown:r=48000:d=16:a=0.35:seed=3[a7];
sine=f=880:r=48000:d=12,tremolo=f=2,volume=0.3[a8];
anullsrc=r=48000:cl=mono,atrim=duration=5[a9];
[a1][a2][a3][a4][a5][a6][a7][a8][a9]concat=n=9:v=0:a=1[a]"

ffmpeg -hide_banner -loglevel error -nostdin -y -i "$here/subtitles.srt" -filter_complex "$graph" -map '[v]' -map '[a]' -map 0:s \
  -c:v libx264 -preset veryfast -crf 20 -g 50 -c:a aac -b:a 96k -c:s mov_text -metadata:s:s:0 language=eng -movflags +faststart -t 121 "$out"
